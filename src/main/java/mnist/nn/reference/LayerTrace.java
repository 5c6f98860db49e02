package mnist.nn.reference;

/** What one layer did: every array is [row][unit]. Fields of steps that the layer does not have are null. */
public final class LayerTrace {
    public double[][] x;
    public double[][] z;
    public double[][] normalized;
    public double[] deviation;
    public double[][] beforeActivation;
    public double[][] a;
    public double[][] y;

    /** Gradient of y, the layer's output. */
    public double[][] dy;

    /** Gradient of z. */
    public double[][] dz;

    /** Gradients of the parameters, of the same shapes. */
    public ReferenceLayer d;
}
