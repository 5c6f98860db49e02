package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.data.fetch.DataEnvironment;
import mnist.data.generate.GeneratedData;
import mnist.data.generate.SomeDigits;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxType;
import mnist.data.idx.IdxWriter;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands under {@code mnist data}. */
class DataCommandsTest {
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    @RegisterExtension
    private final Cli cli = Cli.withDigits(30, 7);

    // ---- generate ----

    @Test
    void digitsAreGeneratedAlikeFromTheSameSeed() throws IOException {
        Path one = cli.path("one");
        Path two = cli.path("two");
        cli.run("data", "generate", "--out", one.toString(), "--train", "30", "--test", "7", "--seed", "5")
                .assertDone()
                .assertOut("30 training and 7 test images, seed 5", "mnist train --data " + one);
        Map<String, Object> json = cli.run(
                        "data",
                        "generate",
                        "--out",
                        two.toString(),
                        "--train",
                        "30",
                        "--test",
                        "7",
                        "--seed",
                        "5",
                        "--json")
                .assertDone()
                .json();
        assertEquals(30, json.get("train"));
        assertTrue(GeneratedData.isIn(one));
        for (String file : List.of("train-images-idx3-ubyte", TEST_LABELS)) {
            assertArrayEquals(Files.readAllBytes(one.resolve(file)), Files.readAllBytes(two.resolve(file)));
        }
    }

    @Test
    void impossibleNumbersOfDigitsAreRefused() {
        cli.run("data", "generate").assertRefused(2, "--out DIR", "mnist data generate --out digits");
        cli.run("data", "generate", "--out", cli.home() + "/x", "--train", "0")
                .assertRefused(2, "--train 0", "1 image");
        cli.run("data", "generate", "--out", cli.home() + "/x", "--test", "many")
                .assertRefused(2, "--test", "many");
        assertFalse(Files.exists(cli.path("x")));
    }

    @Test
    void otherImagesAreNotOverwritten() throws IOException {
        Files.writeString(cli.path("train-images-idx3-ubyte"), "mine");
        cli.run("data", "generate", "--out", cli.home().toString())
                .assertRefused(3, "not overwritten", "another folder");
    }

    @Test
    void noDigitsAreWrittenIntoARun() throws IOException {
        Files.writeString(cli.path("config.json"), "{}");
        cli.run("data", "generate", "--out", cli.home().toString())
                .assertRefused(3, "holds a training run", "another folder");
        assertFalse(Files.exists(cli.path("SOURCE.txt")));
    }

    // ---- fetch ----

    @Test
    void whereDataAreKeptWithoutAHomeIsSaid() {
        System.setProperty(DataEnvironment.HOMELESS, "true");
        try {
            Cli.Result result = cli.run("data", "fetch");
            result.assertErr("neither HOME nor XDG_DATA_HOME is set", "current folder", "set one of them");
        } finally {
            System.clearProperty(DataEnvironment.HOMELESS);
        }
        assertFalse(cli.run("data", "fetch").err().contains("HOME"));
    }

    @Test
    void whatCannotBeFetchedIsSaidInOneLine() {
        Cli.Result result = cli.run("data", "fetch");
        assertEquals(3, result.exitCode());
        assertEquals("", result.out());
        result.assertErr("fetching MNIST", "127.0.0.1", "no connection", "by hand");
    }

    @Test
    void mnistIsFetchedFromAMirrorAndFoundByAuto() throws IOException {
        String mnist = System.getenv(DataEnvironment.MNIST_DATA);
        assumeTrue(
                mnist != null && Files.exists(Path.of(mnist, "t10k-labels-idx1-ubyte.gz")),
                "MNIST_DATA does not name the folder of MNIST's gz files");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mirror/mnist/", exchange -> {
            Path file = Path.of(exchange.getRequestURI().getPath()).getFileName();
            byte[] content = Files.readAllBytes(Path.of(mnist).resolve(file));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            Cli withMirror = new Cli(
                    cli.home(), "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror");
            Cli.Result shown = withMirror.run("data", "show", "--ascii").assertDone();
            shown.assertOut("mnist test: 10,000 images", "image 0, label 7");
            shown.assertErr("MNIST is not on disk", "fetched 4 files, all as published");
            withMirror.run("data", "fetch").assertDone().assertErr("there already");
        } finally {
            server.stop(0);
        }
        cli.run("data", "verify").assertDone().assertOut("that is MNIST train", "that is MNIST test", "all is well");
        Object folder = cli.run("data", "verify", "--json").json().get("folder");
        assertEquals(cli.path("data/mnist").toString(), folder);
    }

    @Test
    void aMirrorThatIsNoAddressIsRefused() {
        new Cli(cli.home(), "no where").run("data", "fetch").assertErr("MNIST_MIRROR", "no address on the web");
        assertEquals(3, new Cli(cli.home(), "file:///tmp").run("data", "fetch").exitCode());
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        cli.run("data", "fetch", "imagenet").assertRefused(2, "imagenet", "mnist, fashion-mnist, kmnist");
    }

    // ---- verify ----

    @Test
    void aSoundFolderIsDescribed() {
        Path digits = cli.data();
        cli.run("data", "verify", digits.toString())
                .assertDone()
                .assertOut(
                        "train-images-idx3-ubyte  ok",
                        "30 x 28 x 28 (unsigned byte), 23,536 bytes",
                        "test   7 images of 28 x 28",
                        "nothing known",
                        "all is well");
        Map<String, Object> json = cli.run("data", "verify", digits.toString(), "--json")
                .assertDone()
                .json();
        assertEquals(true, json.get("sound"));
        assertEquals(List.of(), json.get("problems"));
    }

    @Test
    void everyProblemOfAFolderIsNamed() throws IOException {
        Path digits = cli.data();
        Files.writeString(digits.resolve("train-images-idx3-ubyte"), "<html>Forbidden</html>");
        Files.delete(digits.resolve(TEST_LABELS));
        Cli.Result result = cli.run("data", "verify", digits.toString());
        assertEquals(3, result.exitCode());
        result.assertOut("train-images-idx3-ubyte  PROBLEM", "train-labels-idx1-ubyte  ok", "problems 2");
        result.assertErr("is a web page", TEST_LABELS + ": file missing");
        assertEquals(2, result.err().lines().count());
        Cli.Result json = cli.run("data", "verify", digits.toString(), "--json");
        assertEquals(3, json.exitCode());
        assertEquals(false, json.json().get("sound"));
    }

    @Test
    void labelsThatAreNoneAndOtherCountsAreNamed() throws IOException {
        Path digits = cli.data();
        IdxWriter.write(digits.resolve(TEST_LABELS), IdxHeader.ofBytes(7), new byte[] {1, 2, 3, 4, 5, 6, 10});
        IdxWriter.write(digits.resolve("train-labels-idx1-ubyte"), IdxHeader.ofBytes(29), new byte[29]);
        Cli.Result result = cli.run("data", "verify", digits.toString());
        assertEquals(3, result.exitCode());
        result.assertErr("label outside the classes", "10 for image 6", "not as many labels as images");
    }

    @Test
    void aKnownNameMustHaveThePublishedContent() {
        SomeDigits.write(cli.path("data/mnist"), 30, 7);
        Cli.Result result = cli.run("data", "verify");
        assertEquals(3, result.exitCode());
        result.assertErr("expected MNIST train, found unknown content", "MNIST test");
        SomeDigits.write(cli.path("data/mine"), 30, 7);
        cli.run("data", "verify", "mine").assertDone().assertOut("all is well");
        cli.run("data", "verify", "kmnist").assertRefused(3, "kmnist: no such folder", "data fetch");
    }

    @Test
    void aSingleFileIsVerified() throws IOException {
        Path file = cli.data().resolve(TEST_LABELS);
        cli.run("data", "verify", file.toString()).assertDone().assertOut(TEST_LABELS + "  ok", "sha256");
        Files.write(file, new byte[] {0, 0, 8, 1, 0, 0, 0, 9, 1});
        Cli.Result result = cli.run("data", "verify", file.toString(), "--json");
        assertEquals(3, result.exitCode());
        assertEquals(false, result.json().get("sound"));
        result.assertErr("file too short");
    }

    // ---- show ----

    @Test
    void digitsAreShownSideBySideWithTheirLabels() {
        Path digits = cli.data();
        Cli.Result result = cli.run("data", "show", digits.toString(), "--ascii");
        result.assertDone()
                .assertOut("digits test (GENERATED digits, not MNIST): 7 images of 28 x 28", "image 3, label");
        assertTrue(result.out()
                .lines()
                .allMatch(
                        line -> line.length() <= 80 || line.contains(cli.home().toString())));
        assertTrue(result.out().contains("@"));
        Cli.Result chosen =
                cli.run("data", "show", "--index", "29", "2", digits.toString(), "--part", "train", "--ascii");
        chosen.assertDone().assertOut("image 29, label", "image 2, label", "digits train");
        assertFalse(chosen.out().contains("image 0"));
    }

    @Test
    void whatAugmentationDoesIsShown() throws IOException {
        Path digits = cli.data();
        Path png = cli.path("sheet.png");
        List<String> options = List.of("data", "show", digits.toString(), "--ascii", "--index", "2", "4");
        Cli.Result shown = cli.run(with(options, "--augment", "ciresan", "--variants", "3", "--png", png.toString()));
        shown.assertDone().assertOut("image 2, label", "2, variant 3", "image 4, label", "4, variant 3");
        // Two rows of four images, three pixels for one and four between.
        Picture picture = PictureFile.read(png);
        assertEquals(2 * 88 + 4, picture.rows());
        assertEquals(4 * 88 + 4, picture.columns());
        cli.run(with(options, "--png", png.toString())).assertRefused(2, "--png", "--augment");
        cli.run(with(options, "--augment", "swirl")).assertRefused(2, "swirl", "ciresan");
        cli.run(with(options, "--augment", "simard", "--variants", "0")).assertRefused(2, "--variants 0", "1 to");
    }

    private static String[] with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void whatIsNotThereIsNotShown() {
        Path digits = cli.data();
        cli.run("data", "show", digits.toString(), "--index", "0", "7")
                .assertRefused(2, "--index 7", "7 images, numbered 0 to 6");
        cli.run("data", "show", digits.toString(), "--part", "both")
                .assertRefused(2, "--part", "both", "train", "test");
        cli.run("data", "show", cli.home() + "/nowhere").assertRefused(3, "nowhere: no such folder");
    }

    @Test
    void anyIdxFileIsShown() throws IOException {
        Path digits = cli.data();
        cli.run("data", "show", digits.resolve("train-images-idx3-ubyte").toString(), "--index", "29", "--ascii")
                .assertDone()
                .assertOut("30 x 28 x 28 (unsigned byte)", "image 29");
        cli.run("data", "show", digits.resolve(TEST_LABELS).toString())
                .assertDone()
                .assertOut("7 (unsigned byte)");
        Path numbers = cli.path("numbers");
        IdxWriter.write(numbers, new IdxHeader(IdxType.SHORT, List.of(1L, 1L, 1L, 2L)), new byte[] {0, 7, -1, -1});
        cli.run("data", "show", numbers.toString()).assertDone().assertOut("1 x 1 x 1 x 2 (short)", "7 -1\n");
        Path square = cli.path("square");
        IdxWriter.write(square, IdxHeader.ofBytes(2, 2), new byte[] {-1, 0, -1, 0});
        cli.run("data", "show", square.toString(), "--ascii").assertDone().assertOut("image 0\n@\n");
        Files.writeString(numbers, "hello");
        cli.run("data", "show", numbers.toString()).assertRefused(3, "wrong magic number");
    }

    @Test
    void helpTeachesWithinEightyColumns() {
        for (String command : List.of("fetch", "verify", "show", "generate")) {
            Cli.Result result = cli.run("data", command, "--help").assertDone();
            result.assertOut("mnist data " + command, "Default: ");
            assertTrue(result.out().lines().allMatch(line -> line.length() <= 80), result.out());
        }
        assertEquals(
                cli.run("--version").out(),
                cli.run("data", "fetch", "--version").out());
        cli.run("data").assertRefused(2, "fetch, verify, show, generate");
    }
}
