package mnist.data.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import mnist.data.Dataset;
import mnist.data.ProgressCallback;
import mnist.data.TrainTest;

/** Gives all images of a data set to a writer, and counts them for whoever waits. */
final class CountedImages {
    private final ProgressCallback progress;
    private final int all;
    private int done;

    CountedImages(TrainTest data, ProgressCallback progress) {
        this.progress = progress;
        all = data.train().size() + data.test().size();
    }

    /** Writes an image. */
    @FunctionalInterface
    interface Writer {
        /**
         * @param index of the image in its part
         * @param pixels the image's bytes stand in it from {@code offset}
         */
        void write(int index, byte[] pixels, int offset) throws IOException;
    }

    /** Writes the images of a part in their order. */
    void write(Dataset images, Writer writer) throws IOException {
        int before = done;
        try {
            images.forEachImage((pixels, offset) -> {
                try {
                    writer.write(done - before, pixels, offset);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                count();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Another image is written. */
    void count() {
        progress.progress("writing", ++done, all);
    }
}
