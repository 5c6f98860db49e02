package mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may use which: reads the sources' names of classes, so that no arrow ever points up. */
class DependenciesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Ours, beside {@code mnist.random}, which everybody may use. */
    private static final Map<String, Set<String>> OURS = Map.ofEntries(
            Map.entry("mnist.random", Set.of()),
            Map.entry("mnist.data", Set.of()),
            Map.entry("mnist.picture", Set.of("mnist.data")),
            Map.entry("mnist.linalg", Set.of()),
            Map.entry("mnist.linalg.simd", Set.of("mnist.linalg")),
            Map.entry("mnist.optim", Set.of()),
            Map.entry("mnist.nn", Set.of("mnist.linalg")),
            Map.entry("mnist.train", Set.of("mnist.data", "mnist.nn", "mnist.optim", "mnist.linalg")),
            Map.entry("mnist.store", Set.of("mnist.train", "mnist.nn")),
            Map.entry("mnist.view", Set.of("mnist.train", "mnist.nn", "mnist.data", "mnist.linalg")),
            Map.entry("mnist.view.slides", Set.of("mnist.nn")),
            Map.entry(
                    "mnist.cli",
                    Set.of(
                            "mnist.data",
                            "mnist.picture",
                            "mnist.linalg",
                            "mnist.optim",
                            "mnist.nn",
                            "mnist.train",
                            "mnist.store",
                            "mnist.view",
                            "mnist.view.slides")));

    /** Other people's, by the start of their names, and where alone they may be used. */
    private static final Map<String, Set<String>> THEIRS = Map.of(
            "picocli", Set.of("mnist.cli"),
            "me.tongfei", Set.of("mnist.cli"),
            "org.apache.commons", Set.of("mnist.data"),
            "com.fasterxml", Set.of("mnist.store"),
            "org.knowm", Set.of("mnist.view.slides"),
            "jdk.incubator", Set.of("mnist.linalg.simd"),
            "org.ejml",
                    Set.of(
                            "mnist.data",
                            "mnist.picture",
                            "mnist.linalg",
                            "mnist.linalg.simd",
                            "mnist.nn",
                            "mnist.train",
                            "mnist.store",
                            "mnist.view",
                            "mnist.view.slides"));

    private static final Pattern QUALIFIED = Pattern.compile("\\b((?:[a-z][a-z0-9]*\\.)+)[A-Z]");
    private static final Pattern NOT_CODE = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"");

    /** One source: its package and the packages of the classes it names. */
    private record Source(Path file, String ownPackage, Set<String> named, String code) {
        static Source read(Path file) {
            try {
                String code = NOT_CODE.matcher(Files.readString(file)).replaceAll("\"\"");
                Path folder = SOURCES.relativize(file.getParent());
                Set<String> named = new TreeSet<>();
                Matcher matcher = QUALIFIED.matcher(code);
                while (matcher.find()) {
                    named.add(matcher.group(1).substring(0, matcher.group(1).length() - 1));
                }
                return new Source(
                        file, folder.toString().replace(folder.getFileSystem().getSeparator(), "."), named, code);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Source> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .map(Source::read)
                    .toList();
        }
    }

    @Test
    void everyPackageHasItsPlace() throws IOException {
        Set<String> found = new TreeSet<>();
        sources().forEach(source -> found.add(source.ownPackage));
        found.removeAll(OURS.keySet());
        assertEquals(Set.of(), found, "packages that the table does not know");
    }

    @Test
    void packagesUseWhatTheyMay() throws IOException {
        List<String> offences = new ArrayList<>();
        int uses = 0;
        for (Source source : sources()) {
            for (String other : source.named) {
                if (other.startsWith("mnist.") && !other.equals(source.ownPackage) && !other.equals("mnist.random")) {
                    uses++;
                    if (!OURS.get(source.ownPackage).contains(other)) {
                        offences.add(source.file + " uses " + other);
                    }
                }
            }
        }
        assertEquals(List.of(), offences);
        assertTrue(uses > 50, "the sources were not understood");
    }

    @Test
    void anOutsideLibraryLivesInOnePackage() throws IOException {
        List<String> offences = new ArrayList<>();
        for (Source source : sources()) {
            for (String other : source.named) {
                boolean known = other.startsWith("java.") || other.startsWith("javax.") || other.startsWith("mnist.");

                boolean allowed = known;
                for (Map.Entry<String, Set<String>> library : THEIRS.entrySet()) {
                    allowed |= (other + ".").startsWith(library.getKey() + ".")
                            && library.getValue().contains(source.ownPackage);
                }
                if (!allowed) {
                    offences.add(source.file + " uses " + other);
                }
            }
        }
        assertEquals(List.of(), offences);
    }

    @Test
    void onlyTheCommandLinePrints() throws IOException {
        Pattern printing = Pattern.compile("System\\s*\\.\\s*(out|err|console|exit)\\b|printStackTrace");
        List<String> offences = new ArrayList<>();
        for (Source source : sources()) {
            if (!source.ownPackage.equals("mnist.cli")
                    && printing.matcher(source.code).find()) {
                offences.add(source.file.toString());
            }
        }
        assertEquals(List.of(), offences);
    }

    @Test
    void theTableHasNoCircles() {
        for (String start : OURS.keySet()) {
            Set<String> reached = new TreeSet<>(OURS.get(start));
            int before;
            do {
                before = reached.size();
                List.copyOf(reached).forEach(name -> reached.addAll(OURS.get(name)));
            } while (reached.size() > before);
            assertTrue(!reached.contains(start), start);
        }
    }
}
