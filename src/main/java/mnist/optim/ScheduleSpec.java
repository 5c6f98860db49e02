package mnist.optim;

import mnist.EnumNames;
import mnist.InvalidSetting;

/**
 * How the learning rate moves over a run, as a factor of the rate that was asked for. It is a function of the step and of
 * the length the run was planned for, so nothing has to be saved; extending a run re-plans the whole curve for the new
 * length, and the steps that are already done stay as they were.
 *
 * @param warmupEpochs epochs over which the rate rises linearly from zero
 * @param decay factor of step (every {@code every} epochs), exponential (every epoch) and plateau (every time)
 * @param every epochs between two falls of step, or without improvement before plateau falls
 * @param floor share of the rate that cosine and one-cycle end at
 */
public record ScheduleSpec(Kind kind, float warmupEpochs, float decay, int every, float floor) {
    public static final ScheduleSpec CONSTANT = new ScheduleSpec(Kind.CONSTANT, 0, 0.5f, 10, 0);

    /** Share of a one-cycle run in which the rate rises (Smith, Topin 2017; PyTorch's default). */
    private static final double ONE_CYCLE_RISE = 0.3;

    /** Share of the rate at which one-cycle starts: PyTorch's 1 / div_factor. */
    private static final double ONE_CYCLE_START = 0.04;

    /** The schedules there are. */
    public enum Kind {
        CONSTANT,
        STEP,
        EXPONENTIAL,
        COSINE,
        ONE_CYCLE,
        PLATEAU;

        /** The name that options and files use. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    /** @throws InvalidSetting when something is out of range */
    public ScheduleSpec {
        InvalidSetting.require(
                warmupEpochs >= 0, "schedule.warmupEpochs", "must be 0 epochs or more, not " + warmupEpochs);
        InvalidSetting.require(
                decay > 0 && decay <= 1, "schedule.decay", "must be above 0 and at most 1, not " + decay);
        InvalidSetting.require(every >= 1, "schedule.every", "must be 1 or more, not " + every);
        InvalidSetting.require(floor >= 0 && floor <= 1, "schedule.floor", "must be from 0 to 1, not " + floor);
    }

    /**
     * The factor for one step.
     *
     * @param epochsDone epochs done before this step, with their fraction
     * @param epochs length of the planned run
     * @param falls how often plateau has fallen so far
     */
    public double factor(double epochsDone, double epochs, int falls) {
        if (kind == Kind.ONE_CYCLE) {
            return oneCycle(epochsDone / epochs);
        }
        if (epochsDone < warmupEpochs) {
            return Math.max(epochsDone / warmupEpochs, 1e-3);
        }
        return switch (kind) {
            case STEP -> StrictMath.pow(decay, Math.floor(epochsDone / every));
            case EXPONENTIAL -> StrictMath.pow(decay, Math.floor(epochsDone));
            case COSINE -> cosine(1, floor, (epochsDone - warmupEpochs) / (epochs - warmupEpochs));
            case PLATEAU -> StrictMath.pow(decay, falls);
            case CONSTANT, ONE_CYCLE -> 1;
        };
    }

    private double oneCycle(double progress) {
        if (progress < ONE_CYCLE_RISE) {
            return cosine(ONE_CYCLE_START, 1, progress / ONE_CYCLE_RISE);
        }
        return cosine(1, floor, (progress - ONE_CYCLE_RISE) / (1 - ONE_CYCLE_RISE));
    }

    /** From start to end along half a cosine (Loshchilov, Hutter 2016). */
    private static double cosine(double start, double end, double progress) {
        double share = Math.min(1, progress);
        return end + (start - end) * 0.5 * (1 + StrictMath.cos(Math.PI * share));
    }
}
