package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import mnist.linalg.WorkerTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepThreadsTest {
    private static final int ENOUGH = 1500;

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,2", "8,1", "8,2", "8,4", "8,8", "6,3", "6,1"})
    void theFastestNumberIsFoundAndKept(int size, int fastest) {
        Fake fake = new Fake(size);
        fake.run(ENOUGH, threads -> threads == fastest ? 100_000 : 150_000);
        assertEquals(fastest, fake.last());
    }

    @Test
    void anotherNumberIsTakenWhenItHasBecomeFaster() {
        Fake fake = new Fake(2);
        fake.run(ENOUGH, threads -> threads == 1 ? 100_000 : 150_000);
        assertEquals(1, fake.last());
        fake.run(20_000, threads -> threads == 2 ? 100_000 : 150_000);
        assertEquals(2, fake.last());
    }

    /** Half of the steps of a trial may be disturbed by other programs. */
    @Test
    void fewSlowStepsDoNotCount() {
        Fake fake = new Fake(2);
        fake.run(
                ENOUGH,
                threads -> threads == 1 && fake.used.size() % 3 != 0 ? 100_000 : threads == 2 ? 110_000 : 900_000);
        assertEquals(1, fake.last());
    }

    /** What does not gain clearly would only move the weights from cache to cache. */
    @Test
    void aNumberThatIsHardlyFasterIsNotTaken() {
        Fake fake = new Fake(2);
        fake.run(ENOUGH, threads -> threads == 1 ? 99_000 : 100_000);
        assertEquals(2, fake.last());
    }

    @Test
    void longStepsAreNeverTriedWithFewerThreads() {
        Fake fake = new Fake(2);
        fake.run(50_000, threads -> 5_000_000);
        assertTrue(fake.used.stream().allMatch(threads -> threads == 2));
    }

    /** Else few threads would stay for good where the steps have become long with them. */
    @Test
    void longStepsWithFewThreadsAreTriedAgain() {
        Fake fake = new Fake(2);
        fake.run(ENOUGH, threads -> threads == 1 ? 100_000 : 150_000);
        fake.run(20_000, threads -> threads == 1 ? 5_000_000 : 1_000_000);
        assertEquals(2, fake.last());
    }

    @Test
    void trialsTakeASmallShareOfTheSteps() {
        Fake fake = new Fake(2);
        fake.run(50_000, threads -> threads == 2 ? 100_000 : 150_000);
        long tried = fake.used.stream().filter(threads -> threads == 1).count();
        assertTrue(0 < tried && tried < 50_000 / 100, tried + " steps");
    }

    /** A team that only remembers how many threads it may use, and steps that take what a test says. */
    private static final class Fake implements WorkerTeam {
        private final int size;
        private final List<Integer> used = new ArrayList<>();
        private final StepThreads threads;
        private int employed;

        Fake(int size) {
            this.size = size;
            threads = new StepThreads(this);
        }

        void run(int steps, IntToLongFunction nanos) {
            for (int i = 0; i < steps; i++) {
                threads.beforeStep();
                used.add(employed);
                threads.afterStep(nanos.applyAsLong(employed));
            }
            threads.afterSteps();
            assertEquals(size, employed);
        }

        int last() {
            return used.get(used.size() - 1);
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int threads() {
            return employed;
        }

        @Override
        public void employ(int newThreads) {
            employed = newThreads;
        }

        @Override
        public void run(int count, int grain, Part part) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
