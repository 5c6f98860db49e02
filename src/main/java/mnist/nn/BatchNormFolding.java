package mnist.nn;

import org.ejml.data.FMatrixRMaj;

/**
 * Takes batch normalization into the weights. A trained network normalises by constants, so that
 *
 * <pre>
 *   gamma (x W + b - mean) / sqrt(variance + epsilon) + beta  =  x (W g) + (b - mean) g + beta
 *                                                          g  =  gamma / sqrt(variance + epsilon)
 * </pre>
 *
 * is a layer without normalization: fewer steps to an answer, and the same answer but for rounding.
 */
public final class BatchNormFolding {
    private BatchNormFolding() {}

    /** The same answers from a network without batch normalization; the network itself where there is none. */
    public static Network fold(Network network) {
        NetworkSpec spec = network.spec();
        if (spec.normalization() != Normalization.BATCH) {
            return network;
        }
        Network folded = new Network(spec.with(Normalization.NONE));
        for (int number = 1; number <= spec.layers(); number++) {
            Layer from = network.layer(number);
            Layer to = folded.layer(number);
            to.w.setTo(from.w);
            to.b.setTo(from.b);
            if (from.projection != null) {
                to.projection.setTo(from.projection);
            }
            if (from.gamma != null) {
                fold(from, to.w, to.b);
            }
        }
        return folded;
    }

    private static void fold(Layer layer, FMatrixRMaj w, FMatrixRMaj b) {
        for (int j = 0; j < w.numCols; j++) {
            double deviation = Math.sqrt(layer.variance.data[j] + BatchNormalization.EPSILON);
            double factor = layer.gamma.data[j] / deviation;
            for (int i = 0; i < w.numRows; i++) {
                w.data[i * w.numCols + j] *= (float) factor;
            }
            b.data[j] = (float) (((double) b.data[j] - layer.mean.data[j]) * factor + layer.beta.data[j]);
        }
    }
}
