package mnist.view.toy;

/**
 * What somebody may choose of a toy; null for the toy's own.
 *
 * @param learningRate of its steps
 * @param steps how many are shown in full
 * @param units of the hidden layer of line
 * @param points how many line learns from
 */
public record ToyChoice(Double learningRate, Integer steps, Integer units, Integer points) {
    public static final ToyChoice NONE = new ToyChoice(null, null, null, null);

    double learningRateOr(double own) {
        return learningRate == null ? own : learningRate;
    }

    int stepsOr(int own) {
        return steps == null ? own : steps;
    }
}
