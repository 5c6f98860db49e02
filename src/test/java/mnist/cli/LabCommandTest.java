package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.store.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabCommandTest {
    private static final int LARGEST_PAGE = 3_000_000;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(200, 700);

    private static JsonNode data(String page) throws IOException {
        Matcher data = Pattern.compile("id=\"data\">(.*?)</script>").matcher(Files.readString(cli.path(page)));
        assertTrue(data.find());
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void withoutAModelTheNetworkIsFreshAndTheImagesAreOfTheTestSet() throws IOException {
        Cli.Result result =
                cli.command("lab --data {HOME}/digits --out {HOME}/lab.html").assertDone();
        Path page = cli.path("lab.html");
        assertEquals(page + ": open it in a browser\n", result.out());
        JsonNode data = data("lab.html");
        assertTrue(data.get("model").isNull());
        assertTrue(data.get("generated").asBoolean());
        assertEquals(600, data.get("digits").get("labels").size());
        assertEquals(500, data.get("digits").get("learn").asInt());
        assertTrue(Files.size(page) < LARGEST_PAGE, "bytes: " + Files.size(page));
        assertTrue(Files.readString(page).contains("<html lang=\"en\">"));
    }

    @Test
    void aModelBringsItsWeightsAndItsSettings() throws IOException {
        cli.train("--hidden 7 --epochs 1 --lr 0.125 --batch 20 --validation 20 --norm batch --out {HOME}/run")
                .assertDone();
        cli.command("lab {HOME}/run --lang zh --out {HOME}/zh.html").assertDone();
        JsonNode data = data("zh.html");
        assertEquals("[784,7,10]", data.get("model").get("widths").toString());
        assertEquals(0.125, data.get("rate").asDouble());
        assertEquals(20, data.get("batch").asInt());
        assertEquals(
                7,
                ModelFile.load(cli.path("run/best.safetensors"))
                        .network()
                        .spec()
                        .width(1));
        assertTrue(Files.readString(cli.path("zh.html")).contains("<html lang=\"zh-CN\">"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--activation gelu --hidden 4 | activation gelu",
                "--receptive-field 8 --hidden 4 | receptive fields",
                "--residual --hidden 5,4 | residual connections between layers of different widths",
                "--hidden 400 | 784-400-10 with 318010 parameters"
            })
    void whatThePageCannotComputeIsRefused(String options, String found) {
        String run = "{HOME}/" + options.replaceAll("[^a-z]", "");
        cli.train(options + " --epochs 1 --validation 20 --out " + run).assertDone();
        cli.command("lab " + run + " --out {HOME}/none.html").assertRefused(4, "found " + found);
        assertTrue(Files.notExists(cli.path("none.html")));
    }
}
