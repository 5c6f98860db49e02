package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The line of the documents that ranks runs by their results. */
class ResultsForJqTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits(200, 40);

    @Test
    void runsAreRankedWithTheirSettings() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "jq"))),
                "needs jq");
        String line = Files.readAllLines(Path.of("src/site/markdown/files.md")).stream()
                .filter(text -> text.startsWith("    jq "))
                .findFirst()
                .orElseThrow();
        cli.train("--epochs 1 --hidden 8 --lr 0.0001 --out {HOME}/runs/slow").assertDone();
        cli.train("--epochs 9 --hidden 8 --lr 0.25 --out {HOME}/runs/good").assertDone();
        Process shell = new ProcessBuilder("sh", "-c", line.strip())
                .directory(cli.home().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor());
        assertEquals(
                List.of(row("good", "0.25"), row("slow", "0.0001")), out.lines().toList());
    }

    private String row(String run, String rate) {
        Path folder = cli.path("runs/" + run);
        Object accuracy = Json.read(folder.resolve("result.json")).get("accuracy");
        return accuracy + "\t" + rate + "\t" + folder;
    }
}
