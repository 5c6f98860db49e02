package mnist.train;

import mnist.nn.Gradients;
import mnist.nn.Workspace;

/** The step downhill, once the blame has been handed back. */
interface ParameterUpdate {
    /**
     * @param step number of this step over the whole run, from 1
     */
    void apply(Workspace workspace, float learningRate, long step);

    /** The gradient that the last call took, or null where it is never written down: in the step of plain descent. */
    default Gradients gradients() {
        return null;
    }
}
