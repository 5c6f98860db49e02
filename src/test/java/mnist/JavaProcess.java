package mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Programs in a JVM of their own, with the class path of the tests. */
public final class JavaProcess {
    private static final Pattern FLAG_FOR_COMPILER = Pattern.compile("(?m)^-XX:Compile.+$");

    private JavaProcess() {}

    /** Flags for the vector kernels, those for the compiler as the launcher gives them: without these it may box vectors. */
    public static List<String> flagsForVectors() throws IOException {
        List<String> flags = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        String options = Files.readString(Path.of("scripts", "jvm.options"));
        FLAG_FOR_COMPILER.matcher(options).results().map(MatchResult::group).forEach(flags::add);
        return flags;
    }

    /** @param flags for the JVM */
    public static ProcessBuilder of(List<String> flags, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    }

    /** What the program prints, once it has ended with exit code 0. */
    public static String output(List<String> flags, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        return output(of(flags, program, arguments));
    }

    /** What it prints, once it has ended with exit code 0. */
    public static String output(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
