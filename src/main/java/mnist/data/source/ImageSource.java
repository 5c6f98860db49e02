package mnist.data.source;

/** Images of one size that can be read from start to end, again and again. */
public interface ImageSource {
    /** How many images there are, at least one. */
    int count();

    /** Height of an image in pixels. */
    int rows();

    /** Width of an image in pixels. */
    int columns();

    /** A pass from the first image on. @throws mnist.data.DataException if the file is missing, or another one than before */
    ImagePass open();

    /** How the file's numbers become pixels. */
    default PixelScale scale() {
        return PixelScale.BYTES;
    }

    default int pixels() {
        return rows() * columns();
    }

    /** What all images take in memory. */
    default long bytes() {
        return (long) count() * pixels();
    }

    /** All images, one after another. @throws mnist.data.DataException if they are not what they should be */
    default byte[] readAll() {
        byte[] images = new byte[Math.toIntExact(bytes())];
        try (ImagePass pass = open()) {
            for (int i = 0; i < count(); i++) {
                pass.read(images, i * pixels());
            }
            pass.finish();
        }
        return images;
    }
}
