package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every key of all JSON and the header of all CSV that the program writes, in order, with its type: scripts and later
 * versions read them by name. Where a test fails, a key was renamed, lost, added or moved, or a value became one of
 * another type.
 */
class OutputKeysTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    @BeforeAll
    static void someRuns() {
        cli.train("--hidden 8 --epochs 2 --out {HOME}/plain").assertDone();
        cli.train("--hidden 8 --seed 2 --epochs 1 --out {HOME}/second").assertDone();
    }

    @Test
    void train() {
        KeysFile keys = new KeysFile("train");
        trained(keys, 0, "--epochs 2 --hidden 8");
        trained(keys, 0, "--epochs 1 --hidden 8 --validation 0");
        trained(keys, 0, "--epochs 1 --hidden 8 --validation test");
        trained(keys, 0, "--epochs 1 --hidden 8,8 --norm batch --residual --dropout 0.1 --ema 0.9 --clip-norm 1");
        trained(keys, 0, "--epochs 9 --hidden 8 --lr 1e-6 --patience 1");
        trained(keys, 0, "--epochs 9 --hidden 8 --target-accuracy 0.01");
        trained(keys, 6, "--epochs 1 --hidden 8 --require-accuracy 1");
        trained(keys, 5, "--epochs 1 --hidden 8 --lr 1e30");
        trained(keys, 0, "--epochs 1 --hidden 8 --max-time 0.000001");
        trained(keys, 0, "--epochs 1 --recipe default --limit 100");
        trained(keys, 0, "--epochs 1 --hidden 8 --teacher {HOME}/plain {HOME}/second");
        trained(keys, 0, "--dry-run");
        printed(keys, "train --list-recipes --json");
        keys.assertAsBefore();
    }

    private static void trained(KeysFile keys, int code, String options) {
        String out = options.contains("dry-run") ? "" : " --out {HOME}/train-" + Math.abs(options.hashCode());
        Cli.Result result = cli.train(options + out + " --json");
        assertEquals(code, result.exitCode(), result.err());
        keys.objects("train " + options.replace("{HOME}/", ""), result.out());
    }

    @Test
    void trainResumed() {
        KeysFile keys = new KeysFile("train-resume");
        cli.train("--hidden 8 --epochs 1 --out {HOME}/longer").assertDone();
        keys.objects(
                "longer", cli.resume("longer", "--epochs 2 --json").assertDone().out());
        keys.objects("over", cli.resume("longer", "--json").assertDone().out());
        keys.assertAsBefore();
    }

    @Test
    void filesOfARun() throws IOException {
        KeysFile keys = new KeysFile("run-folder");
        addFolder(keys, "plain");
        cli.train("--hidden 8 --epochs 1 --recipe simard --limit 100 --teacher {HOME}/plain --validation 0"
                        + " --optimizer adam --out {HOME}/full")
                .assertDone();
        addFolder(keys, "full");
        keys.assertAsBefore();
    }

    private static void addFolder(KeysFile keys, String name) throws IOException {
        Path run = cli.path(name);
        keys.object(name + "/config.json", Files.readString(run.resolve("config.json")));
        keys.section(
                name + "/metrics.csv",
                Files.readAllLines(run.resolve("metrics.csv")).subList(0, 1));
        keys.objects(name + "/metrics.jsonl", Files.readString(run.resolve("metrics.jsonl")));
        keys.object(name + "/result.json", Files.readString(run.resolve("result.json")));
        keys.object(name + "/last.safetensors", headerOf(run.resolve("last.safetensors")));
        keys.object(name + "/best.safetensors", headerOf(run.resolve("best.safetensors")));
    }

    /** The JSON at the beginning of a safetensors file, after its length in 8 bytes. */
    private static String headerOf(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        return new String(bytes.array(), Long.BYTES, Math.toIntExact(bytes.getLong()), StandardCharsets.UTF_8);
    }

    @Test
    void eval() {
        KeysFile keys = new KeysFile("eval");
        printed(keys, "eval {HOME}/plain --backend ejml --json");
        printed(keys, "eval {HOME}/plain --part train --worst 0 --backend ejml --json");
        printed(keys, "eval {HOME}/plain --tta 2 --backend ejml --json");
        printed(keys, "eval {HOME}/plain {HOME}/second --backend ejml --json");
        printed(keys, "eval {HOME}/plain {HOME}/second --tta 2 --backend ejml --json");
        cli.train("--hidden 8 --epochs 1 --output identity --loss mse --lr 0.01 --out {HOME}/linear")
                .assertDone();
        printed(keys, "eval {HOME}/linear --backend ejml --json");
        keys.assertAsBefore();
    }

    @Test
    void explain() throws IOException {
        drawOnes("seven.png");
        cli.train("--hidden 8,8 --norm batch --residual --epochs 1 --out {HOME}/normed")
                .assertDone();
        KeysFile keys = new KeysFile("explain");
        printed(keys, "explain {HOME}/plain --json");
        printed(keys, "explain {HOME}/plain --index 3 --weight 1,5,406 --label 2 --json");
        printed(keys, "explain {HOME}/plain {HOME}/seven.png --json");
        printed(keys, "explain {HOME}/normed --json");
        printed(keys, "explain {HOME}/plain --html={HOME}/explained.html --json");
        printed(keys, "explain {HOME}/plain --images 2,5 --json");
        Files.writeString(
                cli.path("sheet.txt"),
                cli.command("explain {HOME}/plain --exercise").out());
        printed(keys, "explain {HOME}/plain --check {HOME}/sheet.txt --json");
        printed(keys, "explain --toy neuron --steps 2 --json");
        printed(keys, "explain --toy chain --json");
        printed(keys, "explain --toy line --steps 2 --json");
        keys.assertAsBefore();
    }

    @Test
    void predict() throws IOException {
        drawOnes("one.png");
        drawOnes("two.png");
        KeysFile keys = new KeysFile("predict");
        printed(keys, "predict {HOME}/plain --index 0 1 2 --backend ejml --json");
        printed(keys, "predict {HOME}/plain {HOME}/one.png {HOME}/two.png --backend ejml --json");
        printed(keys, "predict {HOME}/plain {HOME}/one.png --save-prepared {HOME}/seen --backend ejml --json");
        printed(keys, "predict {HOME}/plain {HOME}/one.png --many --backend ejml --json");
        printed(keys, "predict {HOME}/plain {HOME}/digits/t10k-images-idx3-ubyte --backend ejml --json");
        cli.train("--hidden 8 --epochs 1 --output identity --loss mse --lr 0.01 --out {HOME}/scores")
                .assertDone();
        printed(keys, "predict {HOME}/scores --index 0 --backend ejml --json");
        printed(keys, "predict {HOME}/scores {HOME}/one.png --many --backend ejml --json");
        keys.assertAsBefore();
    }

    @Test
    void compare() throws IOException {
        Path unfinished = Files.createDirectories(cli.path("unfinished"));
        Files.copy(cli.path("plain").resolve("config.json"), unfinished.resolve("config.json"));
        KeysFile keys = new KeysFile("compare");
        printed(keys, "compare {HOME}/plain {HOME}/second --json");
        printed(keys, "compare {HOME}/unfinished --json");
        String csv = cli.command("compare {HOME}/plain --csv").assertDone().out();
        keys.section("compare --csv", csv.lines().limit(1).toList());
        keys.assertAsBefore();
    }

    @Test
    void sweep() {
        KeysFile keys = new KeysFile("sweep");
        String sweep = " --data {HOME}/digits --hidden 4 --epochs 1 --lr 0.1,-1 --out {HOME}/swept";
        printed(keys, "sweep plan" + sweep + " --json");
        cli.command("sweep" + sweep);
        printed(keys, "sweep show {HOME}/swept --json");
        printed(keys, "sweep report {HOME}/swept --json");
        keys.assertAsBefore();
    }

    @Test
    void gradcheck() {
        KeysFile keys = new KeysFile("gradcheck");
        printed(keys, "gradcheck {HOME}/plain --samples 5 --json");
        keys.assertAsBefore();
    }

    @Test
    void average() {
        KeysFile keys = new KeysFile("average");
        printed(keys, "average {HOME}/plain {HOME}/second --out {HOME}/mean.safetensors --json");
        keys.assertAsBefore();
    }

    @Test
    void export() {
        KeysFile keys = new KeysFile("export");
        printed(keys, "export {HOME}/plain --to {HOME}/plain.onnx --json");
        keys.assertAsBefore();
    }

    @Test
    void importing() {
        KeysFile keys = new KeysFile("import");
        cli.command("export {HOME}/plain --to {HOME}/plain.npz").assertDone();
        printed(keys, "import {HOME}/plain.npz --to {HOME}/imported.safetensors --data {HOME}/digits --json");
        keys.assertAsBefore();
    }

    @Test
    void report() throws IOException {
        KeysFile keys = new KeysFile("report");
        String options = "{HOME}/plain {HOME}/second --out {HOME}/page.html --png {HOME}/slides --json";
        String printed = cli.command("report " + options).assertDone().out();
        // The two keys come in another order in every JVM.
        keys.section(
                "report plain second, sorted",
                new KeyTree().add(printed).lines().stream().sorted().toList());
        String html = Files.readString(cli.path("page.html"));
        Matcher data = Pattern.compile("id=\"data\">(.*?)</script>").matcher(html);
        assertTrue(data.find(), html);
        keys.object("the page", data.group(1));
        keys.assertAsBefore();
    }

    @Test
    void lab() throws IOException {
        KeysFile keys = new KeysFile("lab");
        printed(keys, "lab {HOME}/plain --out {HOME}/lab.html --json");
        Matcher data = Pattern.compile("id=\"data\">(.*?)</script>").matcher(Files.readString(cli.path("lab.html")));
        assertTrue(data.find());
        keys.object("the page", data.group(1).replaceFirst("\"texts\":\\{.*?\\},", ""));
        keys.assertAsBefore();
    }

    @Test
    void lesson() {
        KeysFile keys = new KeysFile("lesson");
        printed(keys, "lesson --json");
        printed(keys, "lesson 1 --data {HOME}/digits --out {HOME}/lesson epochs=1 images=60 --json");
        keys.assertAsBefore();
    }

    @Test
    void verify() {
        KeysFile keys = new KeysFile("verify");
        printed(keys, "verify {HOME}/plain --json");
        printed(keys, "verify {HOME}/plain/best.safetensors --json");
        keys.assertAsBefore();
    }

    @Test
    void data() throws IOException {
        Files.writeString(cli.path("broken"), "nothing");
        KeysFile keys = new KeysFile("data");
        printed(keys, "data generate --out {HOME}/few --train 20 --test 10 --json");
        printed(keys, "data convert {HOME}/few {HOME}/few.npz --json");
        printed(keys, "data verify {HOME}/digits --json");
        printed(keys, "data verify {HOME}/digits/t10k-labels-idx1-ubyte --json");
        keys.objects(
                "data verify, nothing but a broken file",
                cli.command("data verify {HOME}/broken --json").out());
        keys.objects(
                "data verify, an incomplete folder",
                cli.command("data verify {HOME}/plain --json").out());
        keys.assertAsBefore();
    }

    /** On disk already, so nothing has to be reached. */
    @Test
    void dataFetched() throws IOException {
        String mnist = System.getenv("MNIST_DATA");
        Assumptions.assumeTrue(mnist != null, "MNIST_DATA does not say where the real MNIST is");
        Path folder = Files.createDirectories(cli.path("data").resolve("mnist"));
        for (String part : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            Path file = Path.of(mnist, part + "-ubyte.gz");
            Assumptions.assumeTrue(Files.exists(file), file + " is not there");
            Files.copy(file, folder.resolve(part + "-ubyte.gz"));
        }
        KeysFile keys = new KeysFile("data-fetch");
        printed(keys, "data fetch --json");
        keys.assertAsBefore();
    }

    @Test
    void doctor() {
        KeysFile keys = new KeysFile("doctor");
        printed(keys, "doctor --backend ejml --threads 1 --json");
        keys.assertAsBefore();
    }

    /** Two upright strokes beside each other, dark on light. */
    private static void drawOnes(String name) throws IOException {
        BufferedImage image = new BufferedImage(100, 60, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setColor(Color.BLACK);
        pen.fillRect(25, 10, 6, 40);
        pen.fillRect(70, 10, 6, 40);
        pen.dispose();
        ImageIO.write(image, "png", cli.path(name).toFile());
    }

    private static void printed(KeysFile keys, String command) {
        Cli.Result result = cli.command(command);
        assertEquals(0, result.exitCode(), result.err());
        keys.objects(command.replace("{HOME}/", "").replaceAll(" --backend ejml| --json", ""), result.out());
    }
}
