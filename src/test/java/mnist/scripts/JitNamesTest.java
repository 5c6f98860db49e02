package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A file of the launchers names classes of the vector kernels that the JVM is to compile early. The JVM says nothing of a
 * name that fits no class: training would only be slower, so a class that is renamed, moved or new must be seen here.
 */
class JitNamesTest {
    private static final String PACKAGE = "mnist.linalg.simd.";
    private static final Path SOURCES = Path.of("src/main/java/mnist/linalg/simd");

    private static final Pattern COMMAND = Pattern.compile("-XX:CompileCommand=(\\w+),([^,]+)::\\*,(\\S+)");

    private static final String EARLY = "CompileThresholdScaling";
    private static final String AWAITED = "BackgroundCompilation";

    /** Classes that the file does not name, and why that is right. Everything else must be named. */
    private static final Map<String, String> NOT_NAMED = Map.of(
            "CacheLines", "asks for addresses: no vectors of its own",
            "Interleaving", "moves four vectors at a time for LeftPanels; named, the same training took no less time",
            "Lanes", "constants only",
            "LeftPanels", "packs what the tiles multiply; named, five epochs of 784-128-10 took no less time",
            "NarrowProduct", "hands rows to TileNarrow: no vectors of its own",
            "Product", "hands tiles to the kernels: no vectors of its own",
            "SimdGemm", "chooses the product: no vectors of its own",
            "SimdKernels", "creates the kernels: no vectors of its own",
            "UnpackedProduct", "hands rows to TileUnpacked: no vectors of its own",
            "WarmUp", "is to be interpreted, so that the JVM sees which vectors there are");

    private static List<Command> commands;
    private static Set<String> classes;

    /** One option in the file: what it says of the classes that a pattern fits. */
    private record Command(String option, String pattern, String value) {
        boolean fits(String simpleName) {
            String regex =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return (PACKAGE + simpleName).matches(regex);
        }
    }

    @BeforeAll
    static void read() throws IOException {
        commands = COMMAND.matcher(Files.readString(Shell.script("jvm.options")))
                .results()
                .map(found -> new Command(found.group(1), found.group(2), found.group(3)))
                .toList();
        try (Stream<Path> files = Files.list(SOURCES)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Otherwise this test no longer understands the file. */
    @Test
    void everyCommandForClassesIsUnderstood() throws IOException {
        long written = Files.readString(Shell.script("jvm.options"))
                .lines()
                .filter(line -> line.contains("CompileCommand=") && line.contains("::"))
                .count();
        assertEquals(written, commands.size());
        assertEquals(5, written);
    }

    @Test
    void everyPatternFitsAClass() {
        for (Command command : commands) {
            assertTrue(classes.stream().anyMatch(command::fits), command + " fits none of " + classes);
        }
    }

    @Test
    void everyClassIsCompiledEarlyOrListedHere() {
        Set<String> notNamed = new TreeSet<>(classes);
        notNamed.removeIf(name -> isNamed(EARLY, name));
        assertEquals(new TreeSet<>(NOT_NAMED.keySet()), notNamed, "the classes that scripts/jvm.options does not name");
    }

    /** A loop over vectors that is not compiled runs a hundred times slower. */
    @Test
    void noClassThatLoopsOverVectorsIsLeftOut() throws IOException {
        Set<String> looked = new TreeSet<>(classes);
        looked.remove("WarmUp");
        for (String name : looked) {
            String source = Files.readString(SOURCES.resolve(name + ".java"));
            if (source.contains("FloatVector") && source.contains("for (")) {
                assertFalse(NOT_NAMED.containsKey(name), name + " loops over vectors");
            }
        }
    }

    /** The file's comment promises this for the innermost loops. */
    @Test
    void onlyTheTilesAreWaitedFor() {
        for (String name : classes) {
            assertEquals(name.startsWith("Tile"), isNamed(AWAITED, name), name);
        }
    }

    private static boolean isNamed(String option, String simpleName) {
        return commands.stream().anyMatch(command -> command.option().equals(option) && command.fits(simpleName));
    }
}
