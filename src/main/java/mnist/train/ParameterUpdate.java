package mnist.train;

import mnist.nn.Workspace;

/** The step downhill, once the blame has been handed back. */
interface ParameterUpdate {
    /**
     * @param step number of this step over the whole run, from 1
     */
    void apply(Workspace workspace, float learningRate, long step);
}
