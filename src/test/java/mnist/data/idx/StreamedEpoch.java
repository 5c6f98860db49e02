package mnist.data.idx;

import java.nio.file.Path;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.data.folder.ReadFolder;

/** A program that runs through one shuffled epoch of a folder's training images and prints what it met. */
final class StreamedEpoch {
    private StreamedEpoch() {}

    public static void main(String[] args) {
        Dataset train = ReadFolder.of(Path.of(args[0])).train();
        int images = 0;
        try (BatchStream batches = train.shuffled(64, 1)) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                images += batch.rows();
            }
        }
        System.out.println(train.getClass().getSimpleName() + " " + images);
    }
}
