package mnist.train;

import java.util.Arrays;
import mnist.data.Dataset;
import mnist.nn.Rows;

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
        int[] predictions = new int[sums.length];
        float[] confidences = new float[sums.length];
        double lossSum = 0;
        for (int image = 0; image < sums.length; image++) {
            predictions[image] = Rows.indexOfLargest(sums[image], 0, classes);
            confidences[image] = sums[image][predictions[image]] / divisor;
            // A probability too small for a float counts as the smallest one: the loss stays a number.
            lossSum -= StrictMath.log(Math.max(Float.MIN_VALUE, sums[image][dataset.label(image)]) / divisor);
        }
        return of(dataset, classes, predictions, confidences, lossSum);
    }

    /** From the answers to every image; {@code lossSum} is the sum of their losses. */
    static Evaluation of(Dataset dataset, int classes, int[] predictions, float[] confidences, double lossSum) {
        int[][] confusion = new int[classes][classes];
        int errors = 0;
        for (int image = 0; image < predictions.length; image++) {
            int label = dataset.label(image);
            confusion[label][predictions[image]]++;
            errors += predictions[image] == label ? 0 : 1;
        }
        return new Evaluation(
                predictions.length, lossSum / predictions.length, errors, confusion, predictions, confidences);
    }

    /** 0 to 1. */
    public double accuracy() {
        return (double) (images - errors) / images;
    }

    /** Of the images called {@code label}, the share that are; NaN when none was called so. */
    public double precision(int label) {
        int called = Arrays.stream(confusion).mapToInt(row -> row[label]).sum();
        return (double) confusion[label][label] / called;
    }

    /** Of the images that are {@code label}, the share that was called so; NaN when there is none. */
    public double recall(int label) {
        return (double) confusion[label][label]
                / Arrays.stream(confusion[label]).sum();
    }
}
