package mnist.train;

import java.util.Arrays;
import mnist.linalg.WorkerTeam;

/**
 * Finds out by trial how many threads do a step soonest. The smaller the steps and the further apart the cores, the fewer
 * it takes: on two cores without a common cache one thread does the steps of 784-128-10 in three quarters of the time. The
 * weights come out the same with any number.
 */
final class StepThreads {
    /** The first trial comes after so many steps, the next after twice as many, and so on: at first much is not compiled yet. */
    private static final int FIRST_TRIAL = 256;

    /** Other programs come and go, so the trials never end. */
    private static final int LONGEST_PAUSE = 8192;

    private static final int ROUNDS = 3;
    private static final int STEPS_OF_ROUND = 8;

    /** The first steps with another number of threads fetch the weights from the other caches. */
    private static final int UNCOUNTED = 2;

    private static final int COUNTED = ROUNDS * (STEPS_OF_ROUND - UNCOUNTED);

    /** Longer steps gain from every core, and would be long to try. */
    private static final long LONGEST_STEP_NANOS = 1_000_000;

    /** Another number must be better by so much. */
    private static final double CLEARLY = 0.97;

    private final WorkerTeam team;

    /** All threads, half of them and so on down to one. */
    private final int[] candidates;

    /** Nanoseconds of the counted steps, for each candidate. */
    private final long[][] taken;

    private int chosen;
    private int pause = FIRST_TRIAL;
    private int stepsLeft = FIRST_TRIAL;

    /** Whether the steps left are those of a trial; else those of a pause. */
    private boolean trying;

    StepThreads(WorkerTeam team) {
        this.team = team;
        int halvings = 31 - Integer.numberOfLeadingZeros(team.size());
        candidates = new int[halvings + 1];
        for (int i = 0; i <= halvings; i++) {
            candidates[i] = team.size() >> i;
        }
        taken = new long[candidates.length][COUNTED];
    }

    void beforeStep() {
        team.employ(candidates[trying ? candidate() : chosen]);
    }

    /** For work that is no step: all threads. */
    void afterSteps() {
        team.employ(team.size());
    }

    /** @param nanos that the step took */
    void afterStep(long nanos) {
        if (candidates.length == 1) {
            return;
        }
        stepsLeft--;
        if (trying) {
            count(nanos);
        }
        if (stepsLeft == 0) {
            if (trying) {
                choose();
                pause();
            } else if (chosen == 0 && nanos > LONGEST_STEP_NANOS) {
                pause();
            } else {
                trying = true;
                stepsLeft = ROUNDS * candidates.length * STEPS_OF_ROUND;
            }
        }
    }

    private int candidate() {
        return (stepsLeft - 1) / STEPS_OF_ROUND % candidates.length;
    }

    private void count(long nanos) {
        int left = stepsLeft % STEPS_OF_ROUND;
        if (left < STEPS_OF_ROUND - UNCOUNTED) {
            int candidate = stepsLeft / STEPS_OF_ROUND % candidates.length;
            int round = stepsLeft / STEPS_OF_ROUND / candidates.length;
            taken[candidate][round * (STEPS_OF_ROUND - UNCOUNTED) + left] = nanos;
        }
    }

    private void choose() {
        for (long[] nanos : taken) {
            Arrays.sort(nanos);
        }
        int best = chosen;
        double least = CLEARLY * taken[chosen][COUNTED / 2];
        for (int i = 0; i < candidates.length; i++) {
            if (taken[i][COUNTED / 2] < least) {
                least = taken[i][COUNTED / 2];
                best = i;
            }
        }
        chosen = best;
    }

    private void pause() {
        trying = false;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        stepsLeft = pause;
    }
}
