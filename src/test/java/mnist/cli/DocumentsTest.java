package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** README and the documents behind it name what exists: files, headings, options, exit codes, rooms, classes, methods. */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
    private static final Path SITE = Path.of("src", "site", "markdown");
    private static final Path SOURCES = Path.of("src", "main", "java", "mnist");
    private static final int MOST_LINES = 200;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]+");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z][A-Za-z0-9]+)(?:\\.([a-z][A-Za-z0-9]*))?");
    private static final Pattern ROOM = Pattern.compile("(?<![/\\\\])mnist\\.([a-z]+)");
    private static final Pattern EXIT_CODES = Pattern.compile("(?m)^\\| (\\d+(?:, \\d+)*) \\|");
    private static final String CODE_BLOCK = "    ";

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(README, Path.of("data", "README.md")));
        try (Stream<Path> pages = Files.list(SITE)) {
            pages.sorted().forEach(documents::add);
        }
        return documents;
    }

    @Test
    void readmeIsShort() throws IOException {
        int lines = Files.readAllLines(README).size();
        assertTrue(lines <= MOST_LINES, README + " has " + lines + " lines: move details to " + SITE);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        for (MatchResult link : all(LINK, Files.readString(document))) {
            assertTrue(!link.group(1).contains(":"), document + ": " + link.group(1) + " is no relative link");
            Path target = link.group(1).isEmpty()
                    ? document
                    : document.toAbsolutePath().resolveSibling(link.group(1)).normalize();
            assertTrue(Files.exists(target), document + " links to " + link.group(1));
            if (link.group(2) != null) {
                Set<String> headings = Files.readAllLines(target).stream()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                        .collect(Collectors.toSet());
                assertTrue(
                        headings.contains(link.group(2)), document + " links to #" + link.group(2) + " of " + target);
            }
        }
    }

    @Test
    void everyPageIsInTheIndex() throws IOException {
        Set<String> linked = all(LINK, Files.readString(SITE.resolve("index.md"))).stream()
                .map(link -> link.group(1))
                .collect(Collectors.toSet());
        for (Path page : documents()) {
            String name = page.getFileName().toString();
            assertTrue(!page.startsWith(SITE) || name.equals("index.md") || linked.contains(name), name);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void optionsExist(Path document) throws IOException {
        CommandLine program = Main.commandLine();
        for (String code : code(Files.readString(document))) {
            List<String> words = words(code);
            if (words.get(0).matches("mvn|make|sbatch|Spark\\w+|.*\\.sh")) {
                continue;
            }
            CommandLine command = program;
            for (String word : words) {
                command = command.getSubcommands().getOrDefault(word, command);
            }
            Set<String> known = options(command, command == program);
            for (MatchResult option : all(OPTION, code)) {
                assertTrue(known.contains(option.group()), document + ": no option " + option.group() + " in: " + code);
            }
        }
    }

    /** Indented lines are commands only where they call the program: others are its output. */
    private static List<String> code(String text) {
        List<String> found = new ArrayList<>();
        text.lines()
                .filter(line -> line.startsWith(CODE_BLOCK) && line.contains("scripts/mnist "))
                .forEach(found::add);
        String prose = text.lines().filter(line -> !line.startsWith(CODE_BLOCK)).collect(Collectors.joining("\n"));
        all(CODE, prose).forEach(span -> found.add(span.group(1).replace('\n', ' ')));
        return found;
    }

    private static List<String> words(String code) {
        return Arrays.asList(code.strip()
                .replaceFirst("^(\\$ |next +)", "")
                .replaceFirst("^(scripts/)?mnist ", "")
                .split("\\s+"));
    }

    /** The names of a command's options, or those of all commands. */
    private static Set<String> options(CommandLine command, boolean ofAll) {
        Set<String> names = new TreeSet<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        if (!command.getCommandSpec().unmatchedArgsBindings().isEmpty()) {
            names.addAll(options(Main.commandLine().getSubcommands().get("train"), false));
        }
        if (ofAll) {
            command.getSubcommands().values().forEach(sub -> names.addAll(options(sub, true)));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void classesAndMethodsExist(Path document) throws IOException {
        for (MatchResult code : all(CODE, Files.readString(document))) {
            MatchResult name = all(Pattern.compile("^" + CLASS + "$"), code.group(1)).stream()
                    .findFirst()
                    .orElse(null);
            if (name != null) {
                List<Path> files = sources(name.group(1) + ".java");
                assertTrue(!files.isEmpty(), document + " names " + name.group(1));
                if (name.group(2) != null) {
                    assertTrue(Files.readString(files.get(0)).contains(" " + name.group(2) + "("), name.group());
                }
            } else if (code.group(1).matches("[a-z]+\\.js")) {
                assertTrue(!sources(code.group(1)).isEmpty(), document + " names " + code.group(1));
            }
        }
    }

    private static List<Path> sources(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .toList();
        }
    }

    @Test
    void readmeNamesEveryRoom() throws IOException {
        Set<String> rooms = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.filter(Files::isDirectory)
                    .forEach(room -> rooms.add(room.getFileName().toString()));
        }
        Set<String> named = all(ROOM, Files.readString(README)).stream()
                .map(room -> room.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rooms, named);
    }

    @Test
    void exitCodesAreThoseOfTheProgram() throws IOException {
        Set<String> codes = Main.commandLine().getCommandSpec().usageMessage().exitCodeList().keySet().stream()
                .map(String::strip)
                .collect(Collectors.toSet());
        for (Path document : List.of(README, SITE.resolve("files.md"))) {
            assertEquals(
                    codes,
                    all(EXIT_CODES, Files.readString(document)).stream()
                            .map(row -> row.group(1))
                            .collect(Collectors.toSet()),
                    document.toString());
        }
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
