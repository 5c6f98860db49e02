package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.fetch.DataEnvironment;
import mnist.data.folder.DataFolder;
import mnist.data.folder.ReadFolder;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.picture.Photograph;
import mnist.store.ModelFile;
import mnist.train.Evaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network recognises digits in people's pictures about as well as the same digits in its own data set. */
class PictureAccuracyTest {
    @TempDir
    private Path folder;

    private Network trained(Path data, String... options) {
        String run = folder.resolve("run").toString();
        String line =
                "train --validation 0 --lr 0.1 --data " + data + " --out " + run + " " + String.join(" ", options);
        new Cli(folder).run(line.split(" ", -1)).assertDone();
        return ModelFile.load(Path.of(run, "best.safetensors")).network();
    }

    /** In per cent, of the first images. */
    private static double accuracy(Network network, Dataset test, int count, Photograph photograph) {
        byte[] images = new byte[count * test.pixels()];
        byte[] labels = new byte[count];
        byte[] image = new byte[test.pixels()];
        for (int i = 0; i < count; i++) {
            test.image(i, image);
            byte[] seen = photograph == null ? image : photograph.prepared(image, new Random(i));
            System.arraycopy(seen, 0, images, i * image.length, image.length);
            labels[i] = (byte) test.label(i);
        }
        Dataset seen = new MemoryDataset("seen", test.rows(), test.columns(), test.classes(), images, labels);
        try (Backend backend = Backends.open(Backends.EJML, 1);
                Evaluator evaluator = new Evaluator(seen, backend)) {
            return 100.0 - 100.0 * evaluator.evaluate(network).errors() / count;
        }
    }

    @Test
    void generatedDigitsAreRecognisedInPictures() {
        Path data = SomeDigits.write(folder.resolve("digits"), 2000, 150);
        Network network = trained(data, "--epochs", "15", "--hidden", "64", "--batch", "16");
        Dataset test = ReadFolder.of(data).test();
        double own = accuracy(network, test, 150, null);
        assertTrue(own > 70, "accuracy " + own);
        for (Photograph photograph : Photograph.values()) {
            assertEquals(own, accuracy(network, test, 150, photograph), 6, photograph.name());
        }
    }

    @Test
    void realDigitsAreRecognisedInPictures() {
        Path data = Path.of(
                Optional.ofNullable(System.getenv(DataEnvironment.MNIST_DATA)).orElse("../shared/mnist"));
        assumeTrue(DataFolder.holdsData(data), () -> "no MNIST in " + data.toAbsolutePath());
        Network network = trained(data, "--epochs", "5", "--hidden", "128", "--batch", "64");
        Dataset test = ReadFolder.of(data).test();
        double own = accuracy(network, test, 1000, null);
        assertEquals(own, accuracy(network, test, 1000, Photograph.PASTED), 1.5);
    }
}
