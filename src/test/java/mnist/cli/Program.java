package mnist.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mnist.JavaProcess;

/** The real program in a process of its own, as a user starts it. */
final class Program implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private Program(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader();
        this.err = err;
    }

    /** @param folder where it runs, and where what it says on standard error is kept */
    static Program start(Path folder, List<String> arguments) {
        return start(folder, List.of(), arguments);
    }

    /** @param flags for the JVM */
    static Program start(Path folder, List<String> flags, List<String> arguments) {
        return start(folder, Map.of(), flags, arguments);
    }

    /** @param environment variables beside those that this program has */
    static Program start(Path folder, Map<String, String> environment, List<String> flags, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        all.addAll(flags);
        Path err = folder.resolve("stderr");
        try {
            ProcessBuilder builder = JavaProcess.of(all, Main.class, arguments).directory(folder.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("JDK_"));
            builder.environment().putAll(environment);
            return new Program(builder.redirectError(err.toFile()).start(), err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever is started with a signal ignored, in the background of a script for example, cannot be told by it. */
    static boolean heeds(String signal) throws IOException, InterruptedException {
        String trap = "trap 'exit 7' " + signal + "; kill -" + signal + " $$; exit 0";
        return new ProcessBuilder("sh", "-c", trap).start().waitFor() == 7;
    }

    /** Reads standard output until a line starts so. Returns false if the program ended before. */
    boolean readUntil(String start) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.strip().startsWith(start)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns false if it ended before. */
    boolean waitUntil(BooleanSupplier condition) {
        while (process.isAlive()) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    /** Kills it, as SIGKILL does, after so long. Returns false if it had ended by itself. */
    boolean killAfter(long milliseconds) {
        if (waitFor(milliseconds)) {
            return false;
        }
        process.destroyForcibly();
        waitFor(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return true;
    }

    /** Sends it "HUP", "INT" or "TERM". */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end, with its exit code. */
    int waitForEnd() {
        out.lines().forEach(line -> {});
        if (!waitFor(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) {
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + err());
        }
        return process.exitValue();
    }

    /** What it said on standard error. */
    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean waitFor(long milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
