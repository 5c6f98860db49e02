package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.cli.usage.ForeignWords;
import mnist.file.RegularFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Wrong command lines, many of them habits from other programs: one line that says what to type instead. */
class WrongCommandLinesTest {
    /** How picocli says it. */
    private static final Pattern FOREIGN =
            Pattern.compile("Missing required|mutually exclusive|Unmatched argument|Invalid"
                    + " value|requires at least|specified only once|Unknown option|positional parameter|Expected parameter|Error:"
                    + "|for option '|is not a boolean|Could not");

    @RegisterExtension
    private static final Cli CLI = Cli.withDigits();

    /** One line of the table. */
    record Wrong(String words, int exitCode, List<String> parts) {
        private static Wrong of(String line) {
            String[] cells = line.split(" \\| ", -1);
            return new Wrong(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    Stream.of(cells[2].split(";", -1)).map(String::strip).toList());
        }

        @Override
        public String toString() {
            return words;
        }
    }

    @BeforeAll
    static void aRun() throws IOException {
        CLI.train("--epochs 1 --hidden 8 --out {HOME}/run").assertDone();
        CLI.train("--epochs 1 --hidden 9 --out {HOME}/wider").assertDone();
        CLI.command("sweep plan --lr 0.1,0.2 --data {HOME}/digits --out {HOME}/planned")
                .assertDone();
        Files.createDirectory(CLI.path("flat"));
        for (int i = 0; i < 3; i++) {
            Files.write(CLI.path("flat/" + i + ".png"), HexFormat.of().parseHex("89504e470d0a1a0a"));
        }
        Files.writeString(CLI.path("page.npz"), "<!DOCTYPE html><html>");
        Files.writeString(CLI.path("pointer.npz"), "version https://git-lfs.github.com/spec/v1\n");
        Files.writeString(CLI.path("people.csv"), "name,age\nAnn,30\nBob,41\nCid,22\n");
        Files.writeString(
                CLI.path("iris.csv"),
                "sepal_length,sepal_width,petal_length,petal_width,species\n5.1,3.5,1.4,0.2,setosa\n6.0,2.2,4.0,1.0,lily\n");
        Files.writeString(CLI.path("data.rar"), "Rar!\u001a\7 and so on");
        Files.write(CLI.path("data.7z"), HexFormat.of().parseHex("377abcaf271c0004"));
        Files.write(CLI.path("picture.png.gz"), HexFormat.of().parseHex("1f8b080000000000"));
        Files.createDirectories(CLI.path("runs"));
        Files.createSymbolicLink(CLI.path("runs/first"), CLI.path("run"));
        Files.createDirectory(CLI.path("links"));
        Files.createSymbolicLink(CLI.path("links/loop"), CLI.path("links/loop"));
        CLI.command("data convert {HOME}/digits {HOME}/data.npz").assertDone();
        swapped(CLI.path("digits"), CLI.path("swapped"));
        Files.writeString(CLI.path("cut.json"), "{\"epochs\": 5, \"lr\":");
        Files.writeString(CLI.path("comment.json"), "{\"epochs\": 5, // five\n\"lr\": 0.1}");
        Files.writeString(CLI.path("comma.json"), "{\"epochs\": 5,}");
        Files.writeString(CLI.path("bare.json"), "{epochs: 5}");
        Files.writeString(CLI.path("nested.json"), "{\"train\": {\"epochs\": 5}}");
        Files.writeString(CLI.path("null.json"), "{\"lr\": null}");
        Files.writeString(CLI.path("quotes.json"), "{'epochs': 5}");
        Files.writeString(CLI.path("m.pt"), "PK\3\4 and so on");
        Files.writeString(CLI.path("model.h5"), "\u0089HDF");
        Files.writeString(CLI.path("m.pkl"), "a pickle");
        Files.writeString(CLI.path("book.xlsx"), "PK\3\4 and [Content_Types].xml");
        Files.writeString(CLI.path("options.yaml"), "epochs: 5\n");
        Files.writeString(CLI.path("options.json"), "{\"early_stopping\": 5}");
        Files.writeString(CLI.path("value.json"), "{\"lr\": \"0,1\"}");
    }

    /** A copy of the data whose test images have their header's numbers with the lowest byte first. */
    private static void swapped(Path data, Path copy) throws IOException {
        Files.createDirectory(copy);
        for (Path file : RegularFile.list(data)) {
            byte[] bytes = Files.readAllBytes(file);
            if (file.getFileName().toString().equals("t10k-images-idx3-ubyte")) {
                ByteBuffer header = ByteBuffer.wrap(bytes);
                for (int place = 0; place < 4 * Integer.BYTES; place += Integer.BYTES) {
                    header.putInt(place, Integer.reverseBytes(header.getInt(place)));
                }
            }
            Files.write(copy.resolve(file.getFileName()), bytes);
        }
    }

    static List<Wrong> table() throws IOException {
        try (InputStream in = WrongCommandLinesTest.class.getResourceAsStream("/words/wrong-command-lines.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Wrong::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void oneLineNamesWhatIsWrongAndTheCure(Wrong wrong) {
        Cli.Result result = CLI.command(wrong.words());
        result.assertRefused(wrong.exitCode(), wrong.parts().toArray(String[]::new));
        assertTrue(result.err().startsWith("mnist: "), result.err());
        assertInOurWords(wrong.words(), result);
    }

    /** Words in quotes hold blanks, which the table cannot say. */
    @Test
    void quotesMakeOneWord() {
        quoted("--epochs 5", "'--epochs 5' is one word because of quotes or a backslash: write --epochs 5", "train");
        quoted("--epochs 5 --lr 0.1", "write --epochs 5 --lr 0.1", "train");
        quoted("--lr =0.1", "write --lr 0.1", "train");
        quoted(" --epochs", "write --epochs", "train");
        quoted("train --epochs 1", "one word because of quotes: write mnist train --epochs 1");
    }

    private static void quoted(String word, String part, String... before) {
        String[] words = Arrays.copyOf(before, before.length + 1);
        words[before.length] = word;
        Cli.Result result = parsed(words);
        assertEquals(ExitCodes.USAGE, result.exitCode(), result.err());
        assertTrue(result.err().contains(part), result.err());
    }

    /** What the table of words says of values comes out, whichever class reads the option. */
    @Test
    void everyWordForAValueIsAnswered() {
        List<CommandSpec> commands = commands(Main.commandLine());
        List<String> silent = new ArrayList<>();
        ForeignWords.entries().filter(entry -> entry.place().startsWith("--")).forEach(entry -> {
            String word = entry.words()
                    .get(0)
                    .replace(".*[./].*", "a/b.c")
                    .replace("[0-9]+", "10")
                    .replace(".*[.]", "a.");
            String advice = entry.advice().isEmpty() ? "it is called " + entry.target() + " here" : entry.advice();
            boolean answered = commands.stream()
                    .filter(command -> command.findOption(entry.place()) != null)
                    .map(command -> command.qualifiedName().replaceFirst("^mnist ", ""))
                    .map(start -> start + (start.equals("train") ? " --dry-run " : " ") + entry.place() + "=" + word)
                    .anyMatch(words -> result(words).err().contains(advice));
            if (!answered) {
                silent.add(entry.place() + " " + word);
            }
        });
        assertEquals(List.of(), silent);
    }

    @Test
    void thereAreManyOfThem() throws IOException {
        assertTrue(table().size() >= 150, "lines: " + table().size());
    }

    /** Whatever is done to whichever option of whichever command. */
    @Test
    void noPhraseOfTheParserComesOut() {
        for (CommandSpec command : commands(Main.commandLine())) {
            String start = command.qualifiedName().replaceFirst("^mnist ?", "");
            assertInOurWords(start, start + " -x");
            assertInOurWords(start, start + " a b c d e f g");
            for (OptionSpec option : command.options()) {
                String name = option.longestName();
                if (!name.equals("--help") && !name.equals("--version")) {
                    assertInOurWords(name, start + " -x " + name + "=?! " + name + "=?!");
                    assertInOurWords(name, start + " -x " + name);
                }
            }
        }
        for (String alone :
                List.of("compare", "export", "average", "verify", "data convert", "data generate", "eval")) {
            assertInOurWords(alone, alone);
        }
    }

    /** Behind all that it needs, whichever command holds it. */
    @Test
    void noCommandTakesAnOptionOrAWordThatItDoesNotKnow() {
        for (CommandSpec command : commands(Main.commandLine())) {
            String start = command.qualifiedName().replaceFirst("^mnist ?", "");
            String needs = command.options().stream()
                    .filter(option -> option.required() && option.group() == null)
                    .map(option -> " " + option.longestName() + "=1")
                    .collect(Collectors.joining());
            int least = 0;
            int most = 0;
            for (PositionalParamSpec place : command.positionalParameters()) {
                least = Math.max(least, place.index().min() + place.arity().min());
                boolean endless = place.arity().isVariable() || place.index().isVariable();
                most = endless
                        ? Integer.MAX_VALUE
                        : Math.max(most, place.index().max() + 1);
            }
            assertUnknown(
                    start + needs + " word".repeat(least) + " --no-such-option", "unknown option --no-such-option");
            if (most < Integer.MAX_VALUE) {
                assertUnknown(start + needs + " word".repeat(most) + " surplus", "'surplus'");
            }
        }
        assertUnknown("sweep --no-such-option show {HOME}/run", "'--no-such-option' stands before 'show'");
        assertUnknown("sweep --jobs 2 run {HOME}/run", "'-j' stands before 'run'");
    }

    private static void assertUnknown(String words, String part) {
        Cli.Result result = CLI.command(words.strip());
        assertEquals(ExitCodes.USAGE, result.exitCode(), words + ": " + result.err());
        assertTrue(result.err().contains(part), words + ": " + result.err());
    }

    /** Who is told that a value is missing learns what one looks like. */
    @Test
    void everyMissingValueHasAnExample() {
        List<String> without = new ArrayList<>();
        for (CommandSpec command : commands(Main.commandLine())) {
            String start = command.qualifiedName().replaceFirst("^mnist ?", "");
            for (OptionSpec option : command.options()) {
                if (option.arity().min() > 0 && !option.hidden()) {
                    String said = result(start + " " + option.longestName()).err();
                    if (!said.contains(", for example ") && !said.contains("expected one of ")) {
                        without.add(said.lines().findFirst().orElse(start));
                    }
                }
            }
        }
        assertEquals(List.of(), without);
    }

    private static void assertInOurWords(String what, String words) {
        Cli.Result result = result(words);
        assertNotEquals(ExitCodes.DONE, result.exitCode(), words);
        assertInOurWords(what, result);
    }

    /** Reads the options of this command alone, as the program does: all of them take long. */
    private static Cli.Result result(String words) {
        return parsed(words.strip().split(" ", -1));
    }

    private static Cli.Result parsed(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(arguments);
        commandLine.setErr(new PrintWriter(err, true));
        return new Cli.Result(commandLine.execute(arguments), "", err.toString());
    }

    private static void assertInOurWords(String what, Cli.Result result) {
        assertFalse(FOREIGN.matcher(result.err()).find(), what + ": " + result.err());
    }

    private static List<CommandSpec> commands(CommandLine top) {
        List<CommandSpec> commands = new ArrayList<>(List.of(top.getCommandSpec()));
        top.getSubcommands().values().forEach(command -> commands.addAll(commands(command)));
        return commands;
    }
}
