package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher for Windows: read anywhere, run where there is Windows. */
class WindowsLauncherTest {
    private static final Pattern FLAG = Pattern.compile("(?<=[ \"'])-X[^\\s=\"')]+");
    private static final Pattern JUMP = Pattern.compile("\\b(?:goto |call :)(\\w+)");
    private static final Pattern LABEL = Pattern.compile("(?m)^:(\\w+)");

    /** Linux alone has it. */
    private static final Set<String> NOT_ON_WINDOWS = Set.of("-XX:+UseTransparentHugePages");

    @TempDir
    Path folder;

    @Test
    void itGivesJavaTheFlagsOfTheOtherLauncher() throws IOException {
        Set<String> flags = flags("mnist", "#");
        assertTrue(flags.containsAll(Set.of("-XX:CICompilerCount", "-Xmn16m", "-Xshare:dump")), flags.toString());
        flags.removeAll(NOT_ON_WINDOWS);
        assertEquals(flags, flags("mnist.cmd", "rem "));
        assertTrue(read("mnist").contains("@$options") && read("mnist.cmd").contains("@%_options%"));
    }

    private static Set<String> flags(String script, String comment) throws IOException {
        String code = read(script)
                .lines()
                .filter(line -> !line.strip().startsWith(comment))
                .collect(Collectors.joining("\n"));
        return FLAG.matcher(code).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itJumpsToItsLabels() throws IOException {
        assertEquals(names(LABEL), names(JUMP));
    }

    private static Set<String> names(Pattern pattern) throws IOException {
        return pattern.matcher(read("mnist.cmd"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Batch files lose their labels where lines end as elsewhere, and letters where the code page is another. */
    @Test
    void itsLinesEndAsWindowsWantsThem() throws IOException {
        String text = read("mnist.cmd");
        assertEquals(text.chars().filter(c -> c == '\n').count(), text.split("\r\n", -1).length - 1);
        assertTrue(text.chars().allMatch(c -> c < 128));
    }

    /** It would take exclamation marks out of arguments. */
    @Test
    void itDoesNotExpandVariablesLate() throws IOException {
        assertFalse(read("mnist.cmd").contains("EnableDelayedExpansion"));
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void argumentsAndTheExitCodePass() throws Exception {
        Path project = folder.resolve("my (pro!) & co");
        Path scripts = Files.createDirectories(project.resolve("scripts"));
        Path launcher = Files.copy(Shell.script("mnist.cmd"), scripts.resolve("mnist.cmd"));
        Files.copy(Shell.script("jvm.options"), scripts.resolve("jvm.options"));
        ProgramJar.write(Files.createDirectories(project.resolve("target")).resolve("mnist.jar"));
        for (int start = 0; start < 2; start++) {
            ProcessBuilder builder = new ProcessBuilder(List.of(launcher.toString(), "a", "b c", "x!y", "a&b c"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("hello a|b c|x!y|a&b c", out.strip());
            assertEquals(4, process.waitFor());
        }
    }

    private static String read(String script) throws IOException {
        return Files.readString(Shell.script(script));
    }
}
