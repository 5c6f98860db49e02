package mnist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.file.PathKind;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which room may use which, in the compiled classes: no arrow points up, no circles, no room is crowded. */
class DependenciesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "mnist");
    private static final Path CLASSES = classes();
    private static final JavaClasses IMPORTED = new ClassFileImporter().importPath(CLASSES);

    /** A larger room gets inner walls. */
    private static final int MOST_FILES = 25;

    /**
     * The rooms of ours that each room may use, beside the one on top, {@code mnist} itself; {@code data..} stands for a room
     * and its inner rooms.
     */
    private static final Map<String, Set<String>> OURS = Map.ofEntries(
            Map.entry("", Set.of()),
            Map.entry("file", Set.of()),
            Map.entry("random", Set.of()),
            Map.entry("linalg", Set.of()),
            Map.entry("linalg.simd", Set.of("linalg")),
            Map.entry("optim", Set.of()),
            Map.entry("data", Set.of("file", "random", "linalg")),
            Map.entry("data.files", Set.of("data", "file")),
            Map.entry("data.source", Set.of("data", "data.files", "file", "random")),
            Map.entry("data.number", Set.of("data", "data.files", "data.source")),
            Map.entry("data.idx", Set.of("data", "data.files", "data.source", "data.number", "file")),
            Map.entry("data.table", Set.of("data", "data.files", "data.source", "file")),
            Map.entry("data.numpy", Set.of("data", "data.files", "data.source", "data.number", "file")),
            Map.entry(
                    "data.convert",
                    Set.of("data", "data.source", "data.idx", "data.generate", "data.numpy", "data.table", "file")),
            Map.entry("data.generate", Set.of("data", "data.idx", "file", "random")),
            Map.entry("data.augment", Set.of("data", "random")),
            Map.entry(
                    "data.folder",
                    Set.of(
                            "data",
                            "data.files",
                            "data.source",
                            "data.idx",
                            "data.numpy",
                            "data.table",
                            "data.generate",
                            "file")),
            Map.entry(
                    "data.fetch",
                    Set.of("data", "data.files", "data.source", "data.idx", "data.folder", "data.generate", "file")),
            Map.entry("picture", Set.of("file", "data", "data.source")),
            Map.entry("picture.folder", Set.of("picture", "data", "data.files", "data.idx", "data.source", "file")),
            Map.entry("nn", Set.of("linalg", "random")),
            Map.entry("nn.reference", Set.of("nn", "random")),
            Map.entry("train", Set.of("data", "data.augment", "nn", "optim", "linalg")),
            Map.entry("store", Set.of("file", "data", "train", "nn", "optim", "store.json", "store.safetensors")),
            Map.entry("store.json", Set.of("file", "train")),
            Map.entry("store.safetensors", Set.of("file", "store.json")),
            Map.entry(
                    "store.imports",
                    Set.of("file", "data", "data.numpy", "nn", "train", "store", "store.json", "store.safetensors")),
            Map.entry("store.protobuf", Set.of()),
            Map.entry(
                    "store.onnx",
                    Set.of("file", "data", "nn", "store", "store.json", "store.imports", "store.protobuf")),
            Map.entry("store.tensorboard", Set.of("file", "store", "store.safetensors", "store.protobuf")),
            Map.entry("store.numpy", Set.of("file", "data", "nn", "store", "store.safetensors")),
            Map.entry("sweep", Set.of("file", "random", "train", "store", "store.json")),
            Map.entry("serve", Set.of("store.json")),
            Map.entry("view", Set.of()),
            Map.entry("view.language", Set.of()),
            Map.entry("view.document", Set.of("view.language")),
            Map.entry("view.text", Set.of("data", "train", "view.document", "view.language")),
            Map.entry("view.toy", Set.of("nn", "nn.reference", "random", "view.document", "view.language")),
            Map.entry("view.explain", Set.of("nn", "nn.reference", "view.document", "view.language", "view.toy")),
            Map.entry(
                    "view.report",
                    Set.of("data", "linalg", "nn", "train", "view.document", "view.language", "view.text")),
            Map.entry("view.lab", Set.of("data", "view.document", "view.language", "view.report")),
            Map.entry("view.lesson", Set.of("nn", "view.document", "view.language")),
            Map.entry("view.slides", Set.of("nn")),
            Map.entry("bench", Set.of("data..", "nn", "train", "linalg", "optim")),
            Map.entry("cli", Set.of("cli..", "..")),
            Map.entry(
                    "cli.frame",
                    Set.of(
                            "data..",
                            "file",
                            "linalg",
                            "nn",
                            "optim",
                            "train",
                            "store..",
                            "view.document",
                            "cli.usage")),
            Map.entry("cli.usage", Set.of("file")),
            Map.entry("cli.completion", Set.of()),
            Map.entry("cli.help", Set.of("cli.frame")),
            Map.entry("cli.options", Set.of("cli.frame", "cli.usage", "..")),
            Map.entry("cli.train", Set.of("cli.frame", "cli.usage", "cli.options", "..")),
            Map.entry("cli.model", Set.of("cli.frame", "cli.options", "..")),
            Map.entry("cli.explain", Set.of("cli.frame", "cli.options", "cli.model", "..")),
            Map.entry("cli.lesson", Set.of("cli.frame", "cli.usage", "cli.options", "..")),
            Map.entry("cli.run", Set.of("cli.frame", "cli.options", "cli.train", "..")),
            Map.entry("cli.sweep", Set.of("cli.frame", "cli.usage", "cli.options", "cli.train", "..")),
            Map.entry("cli.data", Set.of("cli.frame", "cli.usage", "cli.options", "..")),
            Map.entry("cli.machine", Set.of("cli.frame", "cli.options", "..")));

    /** Other people's libraries, and the only rooms that may use them. */
    private static final Map<String, Set<String>> THEIRS = Map.ofEntries(
            Map.entry("picocli", Set.of("cli..")),
            Map.entry("me.tongfei", Set.of("cli..")),
            Map.entry("org.apache.commons.codec", Set.of("file")),
            Map.entry("org.apache.commons.compress", Set.of("data..")),
            Map.entry("com.fasterxml", Set.of("store..")),
            // Records say themselves which of their components JSON leaves out.
            Map.entry("com.fasterxml.jackson.annotation", Set.of("cli..", "view..", "sweep")),
            Map.entry("de.siegmar.fastcsv", Set.of("data.table")),
            Map.entry("org.knowm", Set.of("view.slides")),
            Map.entry("com.sun.net.httpserver", Set.of("serve")),
            Map.entry("jdk.incubator", Set.of("linalg.simd")),
            Map.entry(
                    "org.ejml",
                    Set.of("data..", "picture", "linalg..", "nn..", "train", "store..", "view..", "bench")));

    private static Path classes() {
        try {
            return Path.of(mnist.cli.Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("^mnist\\.?", "");
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("mnist");
    }

    /** Whether a pattern of the tables means a room; ".." means every room outside {@code cli}. */
    private static boolean means(String pattern, String room) {
        if (pattern.equals("..")) {
            return !room.startsWith("cli");
        }
        String start = pattern.replace("..", "");
        return room.equals(start) || pattern.endsWith("..") && room.startsWith(start + ".");
    }

    private static boolean contains(Set<String> patterns, String room) {
        return patterns.stream().anyMatch(pattern -> means(pattern, room));
    }

    private static Stream<Dependency> dependencies() {
        return IMPORTED.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static Set<String> names(Stream<Dependency> offences) {
        return offences.map(use -> use.getOriginClass().getName() + " uses "
                        + use.getTargetClass().getBaseComponentType().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> rooms() throws IOException {
        return Files.walk(SOURCES).filter(Files::isDirectory);
    }

    @Test
    void everyRoomIsInTheTable() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> rooms = rooms()) {
            rooms.forEach(
                    folder -> found.add(SOURCES.relativize(folder).toString().replaceAll("[/\\\\]", ".")));
        }
        assertEquals(new TreeSet<>(OURS.keySet()), found);
    }

    @Test
    void roomsUseOnlyWhatTheyMay() {
        assertTrue(dependencies().count() > 1000, "the classes were not found in " + CLASSES);
        Set<String> offences = names(dependencies()
                .filter(use -> isOurs(use.getTargetClass().getBaseComponentType()))
                .filter(use -> {
                    String from = room(use.getOriginClass());
                    String to = room(use.getTargetClass().getBaseComponentType());
                    return !from.equals(to) && !to.isEmpty() && !contains(OURS.get(from), to);
                }));
        assertEquals(Set.of(), offences);
    }

    /** By their imports: only {@code make spark} compiles them. Of the command line they use the public entry. */
    @Test
    void jobsOfSparkUseNeitherCommandsNorViews() throws IOException {
        Set<String> upwards = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "spark", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.matches("import (static )?mnist[.](cli|view)[.].*"))
                        .forEach(upwards::add);
            }
        }
        assertEquals(Set.of("import mnist.cli.Main;", "import mnist.cli.frame.Stops;"), upwards);
    }

    @Test
    void roomsFormNoCircle() {
        slices().assignedFrom(new Slices("rooms", JavaClass::getPackageName))
                .should()
                .beFreeOfCycles()
                .check(IMPORTED);
    }

    @Test
    void filesFormNoCircle() {
        slices().assignedFrom(new Slices("source files", DependenciesTest::outermost))
                .should()
                .beFreeOfCycles()
                .check(IMPORTED);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** Our classes in groups. */
    private record Slices(String getDescription, Function<JavaClass, String> name) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type) ? SliceIdentifier.of(name.apply(type)) : SliceIdentifier.ignore();
        }
    }

    @Test
    void anOutsideLibraryLivesInItsRooms() {
        Set<String> offences = names(dependencies().filter(use -> {
            JavaClass target = use.getTargetClass().getBaseComponentType();
            boolean known = target.isPrimitive()
                    || isOurs(target)
                    || target.getPackageName().startsWith("java");
            return !known
                    && THEIRS.entrySet().stream()
                            .noneMatch(library -> target.getPackageName().startsWith(library.getKey())
                                    && contains(library.getValue(), room(use.getOriginClass())));
        }));
        assertEquals(Set.of(), offences);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(resideInAnyPackage("mnist..")
                        .and(resideInAnyPackage("mnist.cli..").negate()))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(callMethod(System.class, "exit", int.class))
                .orShould(callMethod(Throwable.class, "printStackTrace"))
                .orShould(callMethod(System.class, "console"))
                .check(IMPORTED);
    }

    /** So that tests can put a failing file system under everything that is written or read. */
    @Test
    void filesAreOpenedThroughTheirFileSystem() {
        noClasses()
                .that(resideInAnyPackage("mnist.file..", "mnist.store..", "mnist.data.."))
                .should(callMethod(Path.class, "toFile"))
                .orShould(dependOnClassesThat(assignableTo(File.class)
                        .or(assignableTo(FileInputStream.class))
                        .or(assignableTo(FileOutputStream.class))
                        .or(assignableTo(RandomAccessFile.class))
                        .or(assignableTo(FileReader.class))
                        .or(assignableTo(FileWriter.class))))
                .check(IMPORTED);
    }

    /** {@code Files.exists} and its like take a disk that does not answer for an empty place. */
    @Test
    void whetherThereIsAFileIsAskedOfPathKind() {
        noClasses()
                .that(resideInAnyPackage("mnist.file..", "mnist.store..", "mnist.data..", "mnist.cli..")
                        .and(equivalentTo(PathKind.class).negate()))
                .should(callMethod(Files.class, "exists", Path.class, LinkOption[].class))
                .orShould(callMethod(Files.class, "notExists", Path.class, LinkOption[].class))
                .orShould(callMethod(Files.class, "isDirectory", Path.class, LinkOption[].class))
                .orShould(callMethod(Files.class, "isRegularFile", Path.class, LinkOption[].class))
                .check(IMPORTED);
    }

    /** What is printed elsewhere would not be made harmless for terminals, and nobody would notice that it is lost. */
    @Test
    void onlyTheConsolePrints() {
        noClasses()
                .that(resideInAnyPackage("mnist.cli..")
                        .and(resideInAnyPackage("mnist.cli.frame").negate()))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(callMethod(CommandLine.class, "getOut"))
                .orShould(callMethod(CommandLine.class, "getErr"))
                .check(IMPORTED);
    }

    @Test
    void noRoomIsCrowdedAndEachSaysWhereToStart() throws IOException {
        Set<String> offences = new TreeSet<>();
        try (Stream<Path> rooms = rooms()) {
            for (Path folder : rooms.toList()) {
                List<String> files = files(folder);
                if (files.size() > MOST_FILES) {
                    offences.add(folder + " has " + files.size() + " files");
                }
                if (!files.contains("package-info.java")) {
                    offences.add(folder + " has no package-info.java");
                }
            }
        }
        assertEquals(Set.of(), offences);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
