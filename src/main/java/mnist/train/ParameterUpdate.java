package mnist.train;

import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/** The step downhill, once the blame has been handed back. */
interface ParameterUpdate {
    /**
     * @param step number of this step over the whole run, from 1
     */
    void apply(Workspace workspace, float learningRate, long step);

    /**
     * The gradient that the last call took for the weights of a layer (from 1), or null where none was written down and
     * the step was the rate times the gradient.
     */
    default FMatrixRMaj weightGradient(int layer) {
        return null;
    }
}
