package mnist.view.explain;

import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;

/**
 * The chain rule at the output, taken apart for one unit.
 *
 * @param daDz how the answer moves with the sum
 * @param dcDa how the loss moves with the answer
 * @param of the output whose answer it is: with softmax and cross-entropy only the right one counts in the loss, and every
 *     sum moves it
 */
record OutputBlame(double daDz, double dcDa, int of) {
    /** Whether the blame is one product; with softmax under squared error it is a sum over all outputs. */
    static boolean isSquaredSoftmax(NetworkSpec spec) {
        return spec.output() == Output.SOFTMAX && spec.loss() == Loss.MSE;
    }

    static OutputBlame of(Explanation explanation, int j) {
        NetworkSpec spec = explanation.spec();
        double[] a = explanation.outputs().a[0];
        double difference = a[j] - explanation.targets()[j];
        if (spec.output() == Output.SOFTMAX) {
            int label = explanation.label();
            return new OutputBlame(a[label] * ((j == label ? 1 : 0) - a[j]), -1 / a[label], label);
        }
        double daDz = spec.output() == Output.IDENTITY ? 1 : a[j] * (1 - a[j]);
        double dcDa = spec.loss() == Loss.MSE ? 2 * difference : difference / (a[j] * (1 - a[j]));
        return new OutputBlame(daDz, dcDa, j);
    }

    /** s of dC/dz = a (2 (a - y) - s). */
    static double softmaxSum(Explanation explanation) {
        double[] a = explanation.outputs().a[0];
        double[] y = explanation.targets();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += 2 * (a[i] - y[i]) * a[i];
        }
        return sum;
    }
}
