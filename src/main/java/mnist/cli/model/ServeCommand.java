package mnist.cli.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Signals;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.LanguageOption;
import mnist.cli.options.ModelOption;
import mnist.cli.options.PreparationOptions;
import mnist.data.Pixels;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.picture.PicturePreparation;
import mnist.serve.Answer;
import mnist.serve.LocalServer;
import mnist.serve.Route;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import mnist.view.language.Messages;
import mnist.view.report.PadPage;
import mnist.view.report.ReportModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a browser and other programs on this machine ask a model. */
@Command(
        name = "serve",
        description = {
            "Serve a model to this machine alone: a page to draw on, and answers for programs. Ctrl-C ends it.",
            "",
            "  GET /          the page: the network in it says what is drawn",
            "  POST /predict  a picture, or JSON: an image's pixels, 784 numbers or 28 rows of 28, 0 black to 255"
                    + " white, or a list of such images; the answer is that of 'predict --json'",
            "  GET /model     what the model is, as JSON",
            "",
            "Nobody reaches it from another machine, nor other web pages from a browser on this one."
        },
        customSynopsis = {
            "mnist serve runs/first",
            "       mnist serve runs/first --port 0 --json",
            "       curl --data-binary @my-seven.png http://127.0.0.1:8080/predict"
        })
public final class ServeCommand extends ReportingCommand {
    private static final int LAST_PORT = 65_535;

    @Parameters(paramLabel = "MODEL", description = ModelOption.MEANING)
    private Path model;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "The port to listen on, or 0 for any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "3",
            description = "How many of the most likely classes an answer has. Default: ${DEFAULT-VALUE}")
    private int top;

    @Mixin
    private PreparationOptions preparationOptions;

    @Mixin
    private LanguageOption language;

    @Mixin
    private BackendOptions backendOptions;

    /**
     * @param epoch null where the file does not say it
     * @param settings as in the run's config.json, without the training of an imported model
     */
    private record Description(
            String model, String network, long parameters, Integer epoch, Map<String, Object> settings) {}

    private record Started(String url) {}

    @Override
    public Integer call() {
        InvalidSetting.require(
                port >= 0 && port <= LAST_PORT, "port", port + ": expected 0 to " + LAST_PORT + ", 0 for any");
        InvalidSetting.require(top >= 1, "top", top + ": expected 1 class or more");
        Console console = console();
        Path file = ModelOption.file(model);
        ModelFile.Model loaded = ModelFile.load(file);
        PicturePreparation preparation =
                preparationOptions.preparation(false, loaded.settings().data(), console);
        try (Backend backend = backendOptions.open()) {
            PredictEndpoint predict =
                    new PredictEndpoint(loaded.folded(), loaded.settings().data(), preparation, backend, top);
            serve(routes(file, loaded, predict), console);
        }
        return ExitCodes.DONE;
    }

    private List<Route> routes(Path file, ModelFile.Model loaded, PredictEndpoint predict) {
        RunSettings settings = loaded.settings();
        Answer description = Answer.json(new Description(
                file.toString(),
                settings.network().widths(),
                settings.network().parameterCount(),
                loaded.epoch() < 0 ? null : loaded.epoch(),
                settings.known()));
        return List.of(
                Route.get("/", () -> Answer.html(page(predict.network(), settings.data()))),
                Route.get("/model", () -> description),
                Route.post("/predict", body -> Answer.json(predict.answer(body))));
    }

    private String page(Network network, DataUse data) {
        Messages messages = language.messages("report");
        String summary = String.format(
                messages.get(data.isUnknown() ? "served.imported" : "served.trained"),
                network.spec().widths(),
                data.name());
        return PadPage.html(
                model.toString(),
                data.generated() ? summary + messages.get("served.generated") : summary,
                Json.compact(new PadPage.Content(
                        data.rows(),
                        data.columns(),
                        Pixels.SCALE,
                        data.names().names(),
                        data.preparation(),
                        ReportModel.of(network))),
                messages);
    }

    /** Until a signal ends the program. */
    private void serve(List<Route> routes, Console console) {
        try (LocalServer server = new LocalServer(port, routes, e -> console.warning("a request failed: " + e))) {
            Signals.answer(() -> {
                server.stop();
                console.note("mnist: stopped");
            });
            if (json) {
                console.json(new Started(server.url().toString()));
            } else {
                console.result("%s", server.url());
                console.note("open it in a browser; Ctrl-C ends it");
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // Whoever runs the command within another program ends it so.
        } catch (IOException e) {
            throw new StoreException(
                    "--port " + port + ": cannot be had: " + e.getMessage()
                            + "; give another, or 0 for any that is free",
                    e);
        }
    }
}
