package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import mnist.data.generate.SomeDigits;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code --data} finds. */
class DataOptionsTest {
    @RegisterExtension
    private final Cli cli = new Cli();

    private Cli.Result dryRun(String data) {
        return cli.run("train", "--dry-run", "--validation", "5", "--json", "--data", data);
    }

    private static Map<?, ?> dataUse(Cli.Result result) {
        return (Map<?, ?>) ((Map<?, ?>) result.assertDone().json().get("settings")).get("data");
    }

    @Test
    void withoutMnistAndNetworkItIsGeneratedDigitsAndSaysSo() throws IOException {
        Cli.Result result = dryRun("auto");
        Map<?, ?> use = dataUse(result);
        assertEquals(true, use.get("generated"));
        assertEquals(60_000 - 5, use.get("trainImages"));
        assertEquals(cli.path("data/generated").toString(), use.get("source"));
        result.assertErr("*********", "GENERATED DIGITS", "says nothing about MNIST", "no connection", "data fetch");
        assertTrue(result.err().lines().count() > 5, result.err());

        FileTime written = Files.getLastModifiedTime(cli.path("data/generated/train-images-idx3-ubyte"));
        cli.run("train", "--dry-run").assertDone().assertOut("GENERATED digits, not MNIST");
        assertEquals(written, Files.getLastModifiedTime(cli.path("data/generated/train-images-idx3-ubyte")));
    }

    @Test
    void autoTakesMnistFromDiskButDoubtsOtherContent() throws IOException {
        Path mnist = SomeDigits.write(cli.path("data/mnist"), 30, 7);
        Files.delete(mnist.resolve("SOURCE.txt"));
        Cli.Result result = dryRun("auto");
        assertEquals(mnist.toString(), dataUse(result).get("source"));
        assertEquals(false, dataUse(result).get("generated"));
        result.assertErr("not MNIST as published", "data verify");
        assertEquals(mnist.toString(), dataUse(dryRun("mnist")).get("source"));
        assertEquals(mnist.toString(), dataUse(dryRun("MNIST")).get("source"));
    }

    @Test
    void namesAreFoundBelowDataAndPathsAnywhere() {
        Path mine = SomeDigits.write(cli.path("data/my-digits"), 30, 7);
        Cli.Result named = dryRun("my-digits");
        assertEquals(mine.toString(), dataUse(named).get("source"));
        assertEquals("", named.err());
        Map<?, ?> byPath = dataUse(dryRun(mine.resolve("../my-digits").toString()));
        assertEquals(mine.toString(), byPath.get("source"));
        assertEquals(true, byPath.get("generated"), "the folder's note tells");
    }

    @Test
    void whatIsNotThereIsRefused() throws IOException {
        dryRun("nonsense")
                .assertRefused(3, "nonsense: no such folder", "mnist, fashion-mnist, kmnist, emnist, generated");
        dryRun(cli.home() + "/nowhere").assertRefused(3, "nowhere: no such folder");
        Path file = Files.createFile(cli.path("file"));
        dryRun(file.toString()).assertRefused(3, "is no data set", "found an empty file");
        Path empty = Files.createDirectory(cli.path("empty"));
        dryRun(empty.toString()).assertRefused(3, "holds no data set (expected IDX files", "found no files");
    }

    @Test
    void aNamedSetThatCannotBeFetchedIsNoReasonForGeneratedDigits() {
        Cli.Result result = dryRun("fashion-mnist");
        assertEquals(3, result.exitCode());
        result.assertErr("fetching Fashion-MNIST", "no connection");
        assertFalse(Files.exists(cli.path("data/generated")));
    }

    @Test
    void aRunFindsItsDataAgain() {
        SomeDigits.write(cli.path("data/my-digits"), 40, 7);
        Path run = cli.path("run");
        cli.run("train", "--data", "my-digits", "--epochs", "1", "--validation", "5", "--out", run.toString())
                .assertDone()
                .assertOut("GENERATED digits");
        cli.run("train", "--resume", run.toString(), "--epochs", "2").assertDone();
        Map<String, Object> result = Json.read(run.resolve("result.json"));
        assertEquals(true, result.get("generated_data"));
        assertEquals(2, result.get("epochs"));
    }
}
