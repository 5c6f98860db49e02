package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** Runs the project's scripts as people do, with an environment and stand-ins of the test's own. */
final class Shell {
    static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Path workingDirectory;

    record Result(int exitCode, String out, String err) {}

    /** @param folder where the outputs are kept and commands run */
    Shell(Path folder) {
        Assumptions.assumeFalse(
                System.getProperty("os.name").startsWith("Windows"), "the scripts are for a POSIX shell, not Windows");
        this.folder = folder;
        this.workingDirectory = folder;
    }

    static Path script(String name) {
        return Path.of("scripts", name).toAbsolutePath();
    }

    Shell in(Path directory) {
        workingDirectory = directory;
        return this;
    }

    /** Sets a variable, or removes it where the value is null. */
    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... command) {
        Process process = start(command);
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running: " + err());
            return result(process);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    Process start(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(workingDirectory.toFile());
            for (String name : List.of("MNIST", "MNIST_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
                builder.environment().remove(name);
            }
            environment.forEach((name, value) -> {
                if (value == null) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            builder.redirectInput(ProcessBuilder.Redirect.from(
                    Files.writeString(folder.resolve("stdin"), "").toFile()));
            builder.redirectOutput(folder.resolve("stdout").toFile());
            builder.redirectError(folder.resolve("stderr").toFile());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result result(Process ended) {
        return new Result(ended.exitValue(), text(folder.resolve("stdout")), err());
    }

    private String err() {
        return text(folder.resolve("stderr"));
    }

    static void waitUntil(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Writes a shell script that can be run. */
    static Path executable(Path file, String body) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n" + body);
            assertTrue(file.toFile().setExecutable(true));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a script that runs the real program: the launcher would build the jar, which the tests come before. */
    static Path program(Path file) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return executable(
                file,
                "exec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                        + System.getProperty("java.class.path") + "' mnist.cli.Main \"$@\"\n");
    }

    /** The file's text, empty if there is none. */
    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
