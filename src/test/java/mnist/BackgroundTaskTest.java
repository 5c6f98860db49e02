package mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTaskTest {
    @Test
    void theResultIsWaitedFor() {
        CountDownLatch asked = new CountDownLatch(1);
        BackgroundTask<Long> task = BackgroundTask.start("a task", () -> {
            while (asked.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Thread.currentThread().getId();
        });
        asked.countDown();
        assertTrue(task.result() != Thread.currentThread().getId());
        assertEquals(task.result(), task.result());
        assertNull(BackgroundTask.start("a task", () -> null).result());
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, OutOfMemoryError.class, StackOverflowError.class})
    void aFailureIsThrownAsItIs(Class<? extends Throwable> kind) throws ReflectiveOperationException {
        Throwable failure = kind.getDeclaredConstructor().newInstance();
        BackgroundTask<Object> task = BackgroundTask.start("a task", () -> {
            if (failure instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) failure;
        });
        assertSame(failure, assertThrows(kind, task::result));
        assertSame(failure, assertThrows(kind, task::result));
    }

    @Test
    void anInterruptionIsKept() {
        Thread waiting = Thread.currentThread();
        BackgroundTask<String> task = BackgroundTask.start("a task", () -> {
            waiting.interrupt();
            return "done";
        });
        assertEquals("done", task.result());
        assertTrue(Thread.interrupted());
    }
}
