package mnist.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mnist.JavaProcess;

/** The program on a pseudo-terminal, as people have it on theirs; util-linux's {@code script} makes one. */
final class Terminal implements AutoCloseable {
    static final char CTRL_C = 3;

    /** After that the program is ended, so that who waits for something on the screen waits no longer. */
    private static final int PATIENCE_SECONDS = 60;

    /** So many characters are looked at. */
    private static final int LATEST = 200;

    private final Process script;
    private final OutputStream keys;
    private final Reader output;
    private final StringBuilder screen = new StringBuilder();

    private Terminal(Process script) {
        this.script = script;
        this.keys = script.getOutputStream();
        this.output = script.inputReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(this::close);
    }

    /** @param folder where it runs */
    static Terminal start(Path folder, List<String> arguments) {
        assumeTrue(canBeMade(), "pseudo-terminals need util-linux's script");
        List<String> flags = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmnist.stderr.terminal=true",
                "-Dmnist.stdout.terminal=true");
        List<String> java =
                new ArrayList<>(JavaProcess.of(flags, Main.class, arguments).command());
        String command = java.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "stty cols 60 rows 20; exec ", ""));
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", command, "/dev/null").directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("CI|NO_COLOR|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|MNIST_.*"));
        builder.environment().put("TERM", "xterm");
        try {
            return new Terminal(builder.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean canBeMade() {
        try {
            Process version = new ProcessBuilder("script", "--version").start();
            return new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until something like this is on the screen. Returns false if the program ended before. */
    boolean readUntil(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        try {
            while (!wanted.matcher(screen)
                    .region(Math.max(0, screen.length() - LATEST), screen.length())
                    .find()) {
                int c = output.read();
                if (c < 0) {
                    return false;
                }
                screen.append((char) c);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void press(char key) {
        try {
            keys.write(key);
            keys.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end, with the program's exit code. */
    int waitForEnd() throws InterruptedException {
        readUntil("\uffff never on a screen");
        return script.waitFor();
    }

    /** Closes the window, and waits for the program's end. */
    void hangUp() {
        List<ProcessHandle> programs = script.descendants().toList();
        script.destroyForcibly();
        programs.forEach(program -> program.onExit().join());
    }

    /** All that was ever on it. */
    String screen() {
        return screen.toString();
    }

    @Override
    public void close() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }
}
