package mnist.train;

import mnist.data.Dataset;

/**
 * The errors of two networks on the same images, compared image by image.
 *
 * @param bothWrong images that both get wrong
 * @param onlyFirst images that the first alone gets wrong
 * @param onlySecond images that the second alone gets wrong
 */
public record PairedErrors(int bothWrong, int onlyFirst, int onlySecond) {
    /** Two evaluations of the one data set. */
    public static PairedErrors of(Dataset dataset, Evaluation first, Evaluation second) {
        int both = 0;
        for (int image = 0; image < dataset.size(); image++) {
            int label = dataset.label(image);
            both += first.predictions()[image] != label && second.predictions()[image] != label ? 1 : 0;
        }
        return new PairedErrors(both, first.errors() - both, second.errors() - both);
    }

    /**
     * McNemar's exact test, two-sided (McNemar, Psychometrika 12, 1947, in its binomial form): of images that only one gets
     * wrong, two equally good networks would each get half. Twice the probability that the better one has so few of them or
     * fewer, at most 1.
     */
    public double p() {
        int images = onlyFirst + onlySecond;
        int fewer = Math.min(onlyFirst, onlySecond);
        // Logarithms, since 0.5^images may be below the smallest double.
        double logarithm = images * StrictMath.log(0.5);
        for (int i = 1; i <= fewer; i++) {
            logarithm += StrictMath.log((images - i + 1.0) / i);
        }
        double ofLargest = 0;
        double term = 1;
        for (int i = fewer; i >= 0; i--) {
            ofLargest += term;
            term *= i / (images - i + 1.0);
        }
        return Math.min(1, 2 * StrictMath.exp(logarithm) * ofLargest);
    }
}
