package mnist.nn.reference;

/** One layer's parameters: w is [in][out], the vectors are [out]; null where the specification asks for none. */
public final class ReferenceLayer {
    public double[][] w;
    public double[] b;
    public double[] gamma;
    public double[] beta;
    public double[] mean;
    public double[] variance;
    public double[][] projection;
}
