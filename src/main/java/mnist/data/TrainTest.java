package mnist.data;

/** The two parts of a data set. */
public record TrainTest(Dataset train, Dataset test) {}
