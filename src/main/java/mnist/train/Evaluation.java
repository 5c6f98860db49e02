package mnist.train;

/**
 * What a network makes of a data set.
 *
 * @param images number of images
 * @param loss mean over the images
 * @param errors images whose most likely class is not their label
 * @param confusion [label][prediction] counts
 * @param predictions most likely class of every image
 * @param confidences output of that class
 */
public record Evaluation(
        int images, double loss, int errors, int[][] confusion, int[] predictions, float[] confidences) {

    /** 0 to 1. */
    public double accuracy() {
        return (double) (images - errors) / images;
    }

    /** Of the images called {@code label}, the share that are; NaN when none was called so. */
    public double precision(int label) {
        int called = 0;
        for (int[] row : confusion) {
            called += row[label];
        }
        return (double) confusion[label][label] / called;
    }

    /** Of the images that are {@code label}, the share that was called so; NaN when there is none. */
    public double recall(int label) {
        int are = 0;
        for (int count : confusion[label]) {
            are += count;
        }
        return (double) confusion[label][label] / are;
    }
}
