package mnist.train;

import mnist.data.Dataset;

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

    /**
     * From probabilities that were computed before.
     *
     * @param sums images x classes, {@code divisor} times the probabilities; the loss is the mean of -ln p[label]
     */
    static Evaluation of(Dataset dataset, float[][] sums, int divisor) {
        int classes = sums[0].length;
        int[][] confusion = new int[classes][classes];
        int[] predictions = new int[sums.length];
        float[] confidences = new float[sums.length];
        double lossSum = 0;
        int errors = 0;
        for (int image = 0; image < sums.length; image++) {
            int label = dataset.label(image);
            int prediction = indexOfLargest(sums[image]);
            predictions[image] = prediction;
            confidences[image] = sums[image][prediction] / divisor;
            confusion[label][prediction]++;
            errors += prediction == label ? 0 : 1;
            // A probability too small for a float counts as the smallest one: the loss stays a number.
            lossSum -= StrictMath.log(Math.max(Float.MIN_VALUE, sums[image][label]) / divisor);
        }
        return new Evaluation(sums.length, lossSum / sums.length, errors, confusion, predictions, confidences);
    }

    private static int indexOfLargest(float[] values) {
        int best = 0;
        for (int j = 1; j < values.length; j++) {
            best = values[j] > values[best] ? j : best;
        }
        return best;
    }

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
