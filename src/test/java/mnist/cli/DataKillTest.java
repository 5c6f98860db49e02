package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.Soak;
import mnist.data.generate.SomeDigits;
import mnist.file.RegularFile;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that write something other than a run are killed at random moments, and done again: nothing tells. */
@Tag("soak")
class DataKillTest {
    private static final String NOWHERE = "http://127.0.0.1:9/";
    private static final String TRAINING = " --hidden 4 --epochs 1 --validation 10 --backend ejml --threads 1 --quiet ";

    @TempDir
    Path folder;

    private final long seed = Soak.seed();
    private final Random random = new Random(seed);
    private String mirror = NOWHERE;

    @Test
    void drawnDigits() throws IOException {
        endsAlike(Soak.times(3, 60), "data generate --out out --train 8000 --test 500");
    }

    /** Older digits lie there, as many, of another seed. */
    @Test
    void digitsDrawnAnew() throws IOException {
        endsAlike(
                Soak.times(2, 60),
                "data generate --out out --train 3000 --test 200 --seed 2",
                "data generate --out out --train 3000 --test 200 --seed 1");
    }

    /** Where MNIST cannot be fetched, 70,000 digits are drawn. */
    @Test
    void trainingWithoutData() throws IOException {
        endsAlike(Soak.times(1, 20), "train --dry-run" + TRAINING);
    }

    @Test
    void fetching() throws IOException {
        Path files = Path.of("../shared/mnist");
        assumeTrue(Files.exists(files.resolve("t10k-labels-idx1-ubyte.gz")), "MNIST is not there to be fetched");
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return rest(request, files);
                }
            });
            server.start(InetAddress.getLoopbackAddress(), 0);
            mirror = "http://127.0.0.1:" + server.getPort() + "/";
            endsAlike(Soak.times(2, 60), "data fetch mnist");
        }
    }

    @Test
    void whatIsMadeOfRuns() throws IOException {
        Path digits = SomeDigits.write(folder.resolve("digits"), 50, 10);
        for (int run = 1; run <= 2; run++) {
            done("train --data " + digits + TRAINING + "--seed " + run + " --out " + folder.resolve("run-" + run));
        }
        Path runs = folder.resolve("run-");
        endsAlike(Soak.times(1, 40), "report " + runs + "1 " + runs + "2 --out out/report.html --png out/slides");
        endsAlike(Soak.times(1, 40), "explain --toy chain --html out/toy.html");
        endsAlike(Soak.times(1, 40), "average " + runs + "1 " + runs + "2 --out out/mean.safetensors");
    }

    @Test
    void convertedData() throws IOException {
        Path digits = SomeDigits.write(folder.resolve("digits"), 2000, 200);
        for (String target : List.of("set", "set.npz", "set.csv", "set --to png")) {
            endsAlike(Soak.times(1, 40), "data convert " + digits + " out/" + target);
        }
    }

    /**
     * @param command writes into the folder "out" or into the home, which is where it runs
     * @param before what is done before that, never killed
     */
    private void endsAlike(int kills, String command, String... before) throws IOException {
        Map<String, String> expected = null;
        long milliseconds = 0;
        for (int killed = 0; killed <= kills; ) {
            Path place = Files.createTempDirectory(folder, "place");
            Files.createDirectory(place.resolve("out"));
            for (String each : before) {
                done(place, each);
            }
            while (expected != null && killed < kills && isKilled(place, command, milliseconds)) {
                killed++;
            }
            long start = System.nanoTime();
            done(place, command);
            if (expected == null) {
                milliseconds = (System.nanoTime() - start) / 1_000_000;
                expected = content(place);
            } else {
                assertEquals(expected, content(place), command + ", random moments of seed " + seed);
                killed += killed == kills ? 1 : 0;
            }
        }
    }

    /** @param milliseconds that it takes; later it could be over each time */
    private boolean isKilled(Path place, String command, long milliseconds) throws IOException {
        try (Program program = start(place, command)) {
            return program.killAfter(random.nextInt((int) milliseconds + 1));
        } finally {
            if (command.contains("average") || command.contains("convert")) {
                removeWhole(place.resolve("out"));
            }
        }
    }

    /** These commands write new files only; what is half written under another name stays. */
    private static void removeWhole(Path out) throws IOException {
        for (Path file : RegularFile.list(out)) {
            String name = file.getFileName().toString();
            if (!name.startsWith(".") && !name.endsWith(".part")) {
                FileUtils.forceDelete(file.toFile());
            }
        }
    }

    private void done(String command) {
        done(folder, command);
    }

    private void done(Path place, String command) {
        try (Program program = start(place, command)) {
            assertEquals(0, program.waitForEnd(), program::err);
        }
    }

    private Program start(Path place, String command) {
        List<String> flags = List.of("-Dmnist.home=" + place, "-DMNIST_MIRROR=" + mirror, "-DMNIST_DATA=");
        return Program.start(place, flags, Arrays.asList(command.trim().split("\\s+")));
    }

    /** The hash of every file, temporary ones too. */
    private static Map<String, String> content(Path place) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(place)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            if (!file.endsWith("stderr") && !file.endsWith(".lock")) {
                hashes.put(place.relativize(file).toString(), DigestUtils.sha256Hex(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    private static MockResponse rest(RecordedRequest request, Path files) {
        String path = request.getUrl().encodedPath();
        String range = request.getHeaders().get("Range");
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        try {
            byte[] file = Files.readAllBytes(files.resolve(path.substring(path.lastIndexOf('/') + 1)));
            MockResponse.Builder response =
                    new MockResponse.Builder().body(new Buffer().write(file, from, file.length - from));
            return from == 0
                    ? response.build()
                    : response.code(206)
                            .setHeader("Content-Range", "bytes %s-%s/%s".formatted(from, file.length - 1, file.length))
                            .build();
        } catch (IOException e) {
            return new MockResponse.Builder().code(404).build();
        }
    }
}
