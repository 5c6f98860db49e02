package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpinTeamTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "2,1,1", "2,7,3", "2,1000,1", "3,1000,16", "4,12345,7", "2,0,4"})
    void rangesCoverEverythingOnceInMultiplesOfTheGrain(int threads, int count, int grain) {
        try (WorkerTeam team = new SpinTeam(threads)) {
            for (int round = 0; round < 200; round++) {
                AtomicIntegerArray seen = new AtomicIntegerArray(count);
                team.run(count, grain, (from, to) -> {
                    assertEquals(0, from % grain);
                    assertEquals(0, to == count ? 0 : to % grain);
                    for (int i = from; i < to; i++) {
                        seen.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < count; i++) {
                    assertEquals(1, seen.get(i));
                }
            }
        }
    }

    /** Threads that come late to one run must not take pieces of the next for it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void manyRunsOfChangingSizeEachDoTheirWorkOnce(int threads) {
        try (SpinTeam team = new SpinTeam(threads)) {
            for (int run = 0; run < 20_000; run++) {
                int count = 1 + run * 7 % 41;
                AtomicIntegerArray done = new AtomicIntegerArray(count);
                team.run(count, 1 + run % 3, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        done.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < count; i++) {
                    assertEquals(1, done.get(i), "run " + run + ", " + i + " of " + count);
                }
            }
        }
    }

    @Test
    void onlyTheEmployedThreadsWork() {
        try (SpinTeam team = new SpinTeam(4)) {
            for (int run = 0; run < 3000; run++) {
                int employed = 1 + run / 7 % 4;
                team.employ(employed);
                assertEquals(employed, team.threads());
                AtomicIntegerArray done = new AtomicIntegerArray(40);
                Set<Thread> threads = ConcurrentHashMap.newKeySet();
                team.run(40, 1, (from, to) -> {
                    threads.add(Thread.currentThread());
                    for (int i = from; i < to; i++) {
                        done.incrementAndGet(i);
                    }
                });
                assertTrue(threads.size() <= employed, threads.size() + " of " + employed);
                for (int i = 0; i < 40; i++) {
                    assertEquals(1, done.get(i));
                }
            }
            assertEquals(4, team.size());
            assertThrows(IllegalArgumentException.class, () -> team.employ(0));
            assertThrows(IllegalArgumentException.class, () -> team.employ(5));
        }
    }

    @Test
    void anExceptionReachesTheCallerAndTheTeamStaysUsable() {
        try (WorkerTeam team = new SpinTeam(2)) {
            RuntimeException failure = new IllegalStateException("one part");
            for (int piece = 0; piece < 50; piece++) {
                int failing = piece;
                RuntimeException thrown = assertThrows(
                        RuntimeException.class,
                        () -> team.run(50, 1, (from, to) -> {
                            if (from <= failing && failing < to) {
                                throw failure;
                            }
                        }));
                assertSame(failure, thrown);
            }
            team.run(50, 1, (from, to) -> {});
        }
    }

    @Test
    void anErrorIsPassedOnAsItIs() {
        try (WorkerTeam team = new SpinTeam(2)) {
            assertThrows(
                    StackOverflowError.class,
                    () -> team.run(4, 1, (from, to) -> {
                        throw new StackOverflowError();
                    }));
        }
    }

    @Test
    void aNestedRunIsDoneByItsCaller() {
        try (WorkerTeam team = new SpinTeam(2)) {
            AtomicIntegerArray seen = new AtomicIntegerArray(64);
            team.run(
                    8,
                    1,
                    (from, to) -> team.run((to - from) * 8, 1, (innerFrom, innerTo) -> {
                        for (int i = innerFrom; i < innerTo; i++) {
                            seen.incrementAndGet(from * 8 + i);
                        }
                    }));
            for (int i = 0; i < seen.length(); i++) {
                assertEquals(1, seen.get(i));
            }
        }
    }

    @Test
    void closingEndsTheThreadsAndLaterRunsStayWithTheCaller() {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        WorkerTeam team = new SpinTeam(3);
        for (int round = 0; round < 100; round++) {
            team.run(100, 1, (from, to) -> workers.add(Thread.currentThread()));
        }
        team.close();
        team.close();
        workers.remove(Thread.currentThread());
        for (Thread worker : workers) {
            assertFalse(worker.isAlive());
        }
        workers.clear();
        team.run(100, 1, (from, to) -> workers.add(Thread.currentThread()));
        assertEquals(Set.of(Thread.currentThread()), workers);
    }

    @Test
    void aTeamWithoutThreadsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SpinTeam(0));
    }
}
