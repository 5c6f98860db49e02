package mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Python that the variable PYTHON names, or python3. */
public final class Python {
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;

    /** @param folder where programs run */
    public Python(Path folder) {
        this.folder = folder;
    }

    /** What a program came to. */
    public record Result(int exitCode, String out, String err) {}

    private static String command() {
        return Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");
    }

    /** Whether it is at hand and has these modules. */
    public boolean has(String... modules) {
        try {
            return run("-c", "import " + String.join(", ", modules)).exitCode == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a program to its end. */
    public Result run(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command()));
        words.addAll(List.of(arguments));
        Path out = folder.resolve("python-out");
        Path err = folder.resolve("python-err");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running: " + words);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
