package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.data.generate.GeneratedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets in other forms. */
class DataConvertCommandTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits(30, 10);

    private Cli.Result convert(String words) {
        return cli.command("data convert {HOME}/digits {HOME}/" + words);
    }

    @Test
    void itSaysWhatItWrote() {
        Cli.Result result = convert("new/digits.npz").assertDone();
        result.assertOut(
                "written    " + cli.path("new/digits.npz"),
                "30 images for training, 10 images for testing, of 28 x 28, 10 classes",
                "train --data " + cli.path("new/digits.npz"));
        result.assertErr("warning: these digits were drawn by a program, and nothing in ");
    }

    @Test
    void theContentStaysTheSame() {
        Map<String, Object> first = convert("a.npz --json").assertDone().json();
        assertEquals("npz", first.get("form"));
        assertEquals(List.of(cli.path("a.npz").toString()), first.get("written"));
        Map<String, Object> second = cli.command("data convert {HOME}/a.npz {HOME}/b/ --json")
                .assertDone()
                .json();
        assertEquals(first.get("train"), second.get("train"));
        assertEquals(first.get("test"), second.get("test"));
        assertEquals("npz", second.get("source"));
        assertEquals("idx", second.get("form"));
        Map<String, Object> third = cli.command("data convert {HOME}/b {HOME}/c --to npz --json")
                .assertDone()
                .json();
        assertEquals(first.get("train"), third.get("train"));
    }

    @Test
    void picturesComeBackInTheirOrder() {
        Map<String, Object> first =
                convert("pictures --to png --json").assertDone().json();
        Map<String, Object> second = cli.command("data convert {HOME}/pictures {HOME}/again.tsv --json")
                .assertDone()
                .json();
        assertEquals(first.get("train"), second.get("train"));
        assertEquals(first.get("test"), second.get("test"));
        Map<String, Object> third = cli.command("data convert {HOME}/again-train.tsv {HOME}/again --json")
                .assertDone()
                .json();
        assertEquals(first.get("train"), third.get("train"));
        assertEquals(first.get("test"), third.get("test"));
    }

    /** Tables have names alone, which are sorted when they are read. */
    @Test
    void theOrderOfClassesIsSaidWhereItWouldBeLost() {
        convert("named --classes nil,one,two,three,four,five,six,seven,eight,nine")
                .assertDone();
        cli.command("data convert {HOME}/named {HOME}/named.csv")
                .assertDone()
                .assertOut("named-train.csv --classes nil,one,two,three,four,five,six,seven,eight,nine");
        cli.command("data convert {HOME}/named {HOME}/named.npz")
                .assertDone()
                .assertOut("named.npz" + System.lineSeparator());
    }

    @Test
    void trainsOnWhatWasWritten() {
        convert("digits.npz").assertDone();
        cli.command("train --data {HOME}/digits.npz --hidden 4 --epochs 1 --validation 10 --backend ejml --threads 1")
                .assertDone();
    }

    @Test
    void drawnDigitsSayThatTheyAre() {
        convert("copy").assertDone();
        assertTrue(GeneratedData.isIn(cli.path("copy")));
    }

    @ParameterizedTest
    @CsvSource({"there.npz,there.npz", "there,there/", "x-train.csv,x.csv", "x-test.csv,x.csv", "y-test.tsv,y.tsv"})
    void whatIsThereStays(String there, String target) throws IOException {
        Files.writeString(cli.path(there), "mine");
        convert(target).assertRefused(ExitCodes.USAGE, cli.path(there) + ": already exists");
        assertEquals("mine", Files.readString(cli.path(there)));
    }

    @Test
    void namesThatTellNoForm() throws IOException {
        convert("digits.zip").assertRefused(ExitCodes.USAGE, "its name tells no form", "say which with --to");
        convert("digits.zip --to png").assertDone();
        try (Stream<Path> classes = Files.list(cli.path("digits.zip/train"))) {
            assertEquals(10, classes.count());
        }
    }

    @Test
    void readingOptionsAreHeeded() {
        Map<String, Object> json =
                convert("two.npz --classes 3,8 --resize 14 --json").assertDone().json();
        assertEquals(List.of("3", "8"), json.get("classes"));
        assertEquals(14, ((Number) json.get("rows")).intValue());
    }

    @Test
    void nothingRemainsWhenTheDataAreDamaged() throws IOException {
        Path images = cli.path("digits/t10k-images-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(images);
        Files.write(images, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        convert("out/x.npz").assertRefused(ExitCodes.DATA, "too short");
        assertFalse(Files.exists(cli.path("out/x.npz")));
    }
}
