package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher before stand-ins for java and mvn, in a project folder with a space in its name. */
class LauncherTest {
    /** Answers for its version, else notes its arguments and its process, and exits as told. */
    private static final String FAKE_JAVA = """
            if [ "$1" = -version ]; then
                echo "Picked up JAVA_TOOL_OPTIONS: -Dx" >&2
                echo "openjdk version \\"$FAKE_VERSION\\" 2026-01-01" >&2
                exit 0
            fi
            printf '%s\\n' "$@" >"$FAKE_LOG"
            echo $$
            exit "${FAKE_EXIT-0}"
            """;

    @TempDir
    Path folder;

    private Path launcher;
    private Path jar;
    private Path log;
    private Path jdk;
    private Shell shell;

    @BeforeEach
    void aProject() throws IOException {
        shell = new Shell(folder);
        Path project = folder.resolve("my project");
        launcher = project.resolve("scripts/mnist");
        jar = project.resolve("target/mnist.jar");
        log = folder.resolve("log");
        Files.createDirectories(launcher.getParent());
        Files.createDirectories(jar.getParent());
        Files.copy(Shell.script("mnist"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(jar);
        jdk = folder.resolve("a jdk");
        Shell.executable(jdk.resolve("bin/java"), FAKE_JAVA);
        shell.with("FAKE_LOG", log.toString())
                .with("FAKE_VERSION", "17.0.1")
                .with("JAVA_HOME", jdk.toString())
                .with("PATH", toolsOnly().toString());
    }

    @Test
    void argumentsArriveUnchanged() {
        String[] arguments = {"train", "--out", "a b", "", "*", "$HOME", "it's \"x\"", "--data=/x y"};
        String[] command = new String[arguments.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertEquals(0, shell.run(command).exitCode());
        List<String> seen = seen();
        assertEquals(List.of(arguments), seen.subList(seen.size() - arguments.length, seen.size()));
        assertEquals(jar.toString(), seen.get(seen.indexOf("-jar") + 1));
        assertTrue(seen.contains("-Dmnist.home=" + folder.resolve("my project")), seen.toString());
        assertFalse(seen.toString().contains(".terminal"), "neither stream was a terminal");
    }

    /** The program warns where it is about to keep data. */
    @Test
    void anInstalledProgramWithoutAHomeIsTold() throws IOException {
        Path files = Files.createDirectories(folder.resolve("my project/share/mnist"));
        Files.copy(jar, files.resolve("mnist.jar"));
        shell.with("XDG_DATA_HOME", null).with("HOME", folder.toString());
        assertEquals(0, shell.run(launcher.toString(), "doctor").exitCode());
        assertFalse(seen().contains("-Dmnist.homeless=true"), seen().toString());
        shell.with("HOME", null).in(folder);
        assertEquals(0, shell.run(launcher.toString(), "doctor").exitCode());
        assertTrue(seen().contains("-Dmnist.homeless=true"), seen().toString());
        assertTrue(seen().contains("-Dmnist.home=" + folder + "/.local/share/mnist"), seen().toString());
    }

    @Test
    void theExitCodeIsTheProgramsAndNothingIsAddedToItsOutput() {
        Shell.Result result = shell.with("FAKE_EXIT", "143").run(launcher.toString(), "train");
        assertEquals(143, result.exitCode());
        assertTrue(result.out().strip().matches("\\d+"), result.out());
        assertEquals("", result.err());
    }

    @Test
    void signalsReachJavaAsItTakesTheLaunchersPlace() throws Exception {
        Process process = shell.start(launcher.toString(), "train");
        process.waitFor();
        assertEquals(Long.toString(process.pid()), shell.result(process).out().strip());
    }

    @Test
    void symbolicLinksAndOtherFoldersDoNotMatter() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("else where/bin"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my project/scripts/mnist"));
        Files.createSymbolicLink(elsewhere.resolve("mnist"), Path.of("../../link"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(0, shell.in(elsewhere).run("./mnist", "doctor").exitCode());
        assertTrue(seen().contains(jar.toString()));
        String path = toolsOnly() + ":" + elsewhere;
        assertEquals(
                0,
                shell.with("PATH", path)
                        .in(folder)
                        .run("sh", "-c", "mnist doctor")
                        .exitCode());
        assertEquals(
                0, shell.in(launcher.getParent()).run("sh", "mnist", "doctor").exitCode());
    }

    @Test
    void anOldJavaIsNamedInOneLine() throws IOException {
        assertRefused("17 or newer", "version 11.0.2", shell.with("FAKE_VERSION", "11.0.2"));
        assertRefused("17 or newer", "version 1.8.0_292", shell.with("FAKE_VERSION", "1.8.0_292"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"16.0.1\"\n");
        assertRefused("17 or newer", "version 16.0.1", shell.with("FAKE_VERSION", "17"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"26-ea\"\n");
        assertEquals(0, shell.run(launcher.toString(), "doctor").exitCode());
    }

    @Test
    void aMissingJavaIsSaidInOneLine() throws IOException {
        assertRefused("there is no java", "JAVA_HOME", shell.with("JAVA_HOME", null));
        assertRefused("JAVA_HOME is /nowhere", "correct it", shell.with("JAVA_HOME", "/nowhere"));
        Shell.executable(jdk.resolve("bin/java"), "echo 'cannot execute' >&2; exit 126\n");
        assertRefused("does not run", "JAVA_HOME", shell.with("JAVA_HOME", jdk.toString()));
    }

    @Test
    void javaOnThePathIsFoundThroughLinks() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        shell.with("JAVA_HOME", null).with("PATH", toolsOnly() + ":" + bin);
        assertEquals(0, shell.run(launcher.toString(), "doctor").exitCode());
        assertTrue(seen().contains("-Xlog:aot*=off"), seen().toString());
    }

    /** As {@code make image} makes it. */
    @Test
    void theRuntimeBesideTheJarNeedsNoOther() {
        Shell.executable(jar.resolveSibling("runtime/bin/java"), FAKE_JAVA);
        shell.with("JAVA_HOME", "/nowhere");
        assertEquals(0, shell.run(launcher.toString(), "doctor").exitCode());
    }

    @Test
    void aMissingJarIsBuiltOnce() throws IOException {
        Files.delete(jar);
        Files.delete(jar.getParent());
        Path bin = folder.resolve("bin");
        Shell.executable(bin.resolve("mvn"), "mkdir -p target; : >target/mnist.jar; echo noise; echo x >>../built\n");
        shell.with("PATH", toolsOnly() + ":" + bin);
        Shell.Result result = shell.run(launcher.toString(), "doctor");
        assertEquals(0, result.exitCode());
        assertTrue(result.err().startsWith("mnist: building"), result.err());
        assertFalse(result.out().contains("noise"), "the build's words must not get into the results");
        assertEquals("", shell.run(launcher.toString(), "doctor").err());
        assertEquals("x\n", Shell.text(folder.resolve("built")));
    }

    @Test
    void aJarThatCannotBeBuiltIsSaid() throws IOException {
        Files.delete(jar);
        Shell.Result result = shell.run(launcher.toString(), "doctor");
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("no mvn"), result.err());
        Path bin = folder.resolve("bin");
        Shell.executable(bin.resolve("mvn"), "echo '[ERROR] broken'; exit 1\n");
        result = shell.with("PATH", toolsOnly() + ":" + bin).run(launcher.toString(), "doctor");
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("[ERROR] broken") && result.err().contains("build failed"), result.err());
        assertEquals("", result.out());
    }

    /** As in containers and cron jobs. */
    @Test
    void theLocaleCBecomesUtf8() throws IOException {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Shell.executable(jdk.resolve("bin/java"), "echo ${LC_ALL-none} ${LC_CTYPE-none}\n");
        shell.with("LC_ALL", null).with("LC_CTYPE", null).with("LANG", null);
        assertEquals("none C.UTF-8\n", locale());
        shell.with("LANG", "POSIX");
        assertEquals("none C.UTF-8\n", locale());
        shell.with("LANG", "de_DE.UTF-8");
        assertEquals("none none\n", locale());
        shell.with("LC_ALL", "C");
        assertEquals("C.UTF-8 none\n", locale());
        shell.with("LC_ALL", "de_DE.UTF-8");
        assertEquals("de_DE.UTF-8 none\n", locale());
    }

    /** Java takes it for C: whatever the shell, the tool {@code locale} says so. */
    @Test
    void aLocaleThatIsNotInstalledBecomesUtf8WhereNamesAreNotAscii() throws IOException {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Shell.executable(jdk.resolve("bin/java"), "echo ${LC_ALL-none} ${LC_CTYPE-none}\n");
        Path tool = toolsOnly().resolve("locale");
        Shell.executable(tool, "echo asked >&2; echo ANSI_X3.4-1968\n");
        shell.with("LC_ALL", null).with("LC_CTYPE", null).with("LANG", "xx_XX.UTF-8");
        assertEquals("none none\n", locale());
        shell.with("MNIST_DATA", "données");
        assertEquals("none C.UTF-8\n", locale());
        shell.with("LC_ALL", "xx_XX.UTF-8");
        assertEquals("C.UTF-8 none\n", locale());
        Shell.executable(tool, "echo UTF-8\n");
        assertEquals("xx_XX.UTF-8 none\n", locale());
        Files.delete(tool);
        assertEquals("xx_XX.UTF-8 none\n", locale());
    }

    private String locale() {
        return shell.run(launcher.toString(), "doctor").out();
    }

    @Test
    void ownFlagsForTheJvmAreGivenAndDoNotClash() {
        shell.run(launcher.toString(), "train");
        assertTrue(seen().contains("-XX:+UseSerialGC"), seen().toString());
        shell.with("MNIST_JAVA_OPTS", "-Xmx256m -XX:+UseG1GC").run(launcher.toString(), "train");
        assertEquals(List.of("-Xmx256m", "-XX:+UseG1GC"), seen().subList(0, 2));
        assertFalse(seen().contains("-XX:+UseSerialGC"), seen().toString());
    }

    @Test
    void theOptimisingCompilerIsLeftOutForHelpAlone() {
        String flag = "-XX:TieredStopAtLevel=1";
        for (String quick : List.of("--help", "-h", "--version", "-V", "help")) {
            shell.run(launcher.toString(), quick);
            assertTrue(seen().contains(flag), quick);
        }
        shell.run(launcher.toString(), "train", "--help");
        assertTrue(seen().contains(flag));
        shell.run(launcher.toString(), "train", "--out", "help");
        assertFalse(seen().contains(flag));
    }

    private void assertRefused(String part, String other, Shell with) {
        Shell.Result result = with.run(launcher.toString(), "train");
        assertEquals(2, result.exitCode());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("mnist: "), result.err());
        assertTrue(result.err().contains(part) && result.err().contains(other), result.err());
        assertEquals("", result.out());
        assertFalse(Files.exists(log), "java was started");
    }

    private List<String> seen() {
        return Shell.text(log).lines().toList();
    }

    /** A folder with what the launcher needs, and neither java nor mvn. */
    private Path toolsOnly() throws IOException {
        Path tools = folder.resolve("tools");
        if (Files.isDirectory(tools)) {
            return tools;
        }
        Files.createDirectories(tools);
        for (String tool : List.of("sh", "readlink", "sed", "mv", "rm", "mkdir", "ln", "wc")) {
            for (String place : List.of("/bin/", "/usr/bin/")) {
                if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
                    Shell.executable(tools.resolve(tool), "exec " + place + tool + " \"$@\"\n");
                }
            }
        }
        return tools;
    }
}
