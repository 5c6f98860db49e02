package mnist.data;

/** What becomes of an image on its way into a batch; called on the threads that prepare batches. */
@FunctionalInterface
public interface ImageTransform {
    /**
     * Writes the floats of one image.
     *
     * @param source holds the image's bytes from {@code sourceOffset}, row by row; not to be changed
     * @param target takes as many floats from {@code targetOffset}; whatever was there must be overwritten
     * @param label the image's class: some bear less change than others
     * @param epoch from 1; with {@code index} what a random change must depend on, and on nothing else that varies
     * @param index the image's position in its data set
     */
    void apply(byte[] source, int sourceOffset, float[] target, int targetOffset, int label, int epoch, int index);

    /** The same transform for another thread; one that keeps notes between or during calls must give one of its own. */
    default ImageTransform forAnotherThread() {
        return this;
    }
}
