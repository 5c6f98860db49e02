package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.store.json.Json;

/** Trains small networks on a few generated digits through the command line. */
final class TrainingCli {
    static final int IMAGES = 300;
    static final int TEST_IMAGES = 60;

    private final Cli cli;
    private final Path home;

    TrainingCli(Path home) {
        this.cli = new Cli(home);
        this.home = home;
        Cli.digits(home.resolve("digits"), IMAGES, TEST_IMAGES);
    }

    Path data() {
        return home.resolve("digits");
    }

    Path run(String name) {
        return home.resolve(name);
    }

    /** "train" on the digits, with these options, separated by blanks; a word {HOME} is the test's folder. */
    Cli.Result train(String options) {
        String kernel = options.contains("--backend") ? "" : "--backend ejml ";
        String threads = options.contains("--threads") ? "" : "--threads 1 ";
        return command("train --data {HOME}/digits " + kernel + threads + options);
    }

    /** Goes on with a run. */
    Cli.Result resume(String run, String options) {
        return command("train --backend ejml --threads 1 --resume {HOME}/" + run + " " + options);
    }

    Cli.Result command(String words) {
        List<String> arguments = new ArrayList<>();
        for (String word : words.strip().split("\\s+")) {
            arguments.add(word.replace("{HOME}", home.toString()));
        }
        return cli.run(arguments.toArray(String[]::new));
    }

    /** Every line of standard output as a JSON object. */
    static List<Map<String, Object>> objects(Cli.Result result) {
        return result.out().lines().map(Json::parse).toList();
    }
}
