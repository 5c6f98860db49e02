package mnist.train;

import java.util.Arrays;
import java.util.List;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.data.augment.TestViews;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Output;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/**
 * Several networks that answer together: the mean of their probabilities, each being the mean over the views of an image.
 * Sigmoid outputs are divided by their sum first.
 */
public final class Ensemble {
    private final List<Network> members;
    private final Backend backend;

    /**
     * What they made of a data set.
     *
     * @param members each network by itself
     * @param together their mean
     * @param probabilities of the mean, images x classes
     */
    public record Answers(List<Evaluation> members, Evaluation together, float[][] probabilities) {}

    /**
     * Answers to the images as they are, and averaged over all their views.
     *
     * @param averaged the same as {@code plain} where there is one view only
     */
    public record Result(Answers plain, Answers averaged) {}

    /**
     * @param members of the same number of inputs and of classes
     * @throws IllegalArgumentException if outputs of a network are no probabilities
     */
    public Ensemble(List<Network> members, Backend backend) {
        this.members = members;
        this.backend = backend;
        for (Network member : members) {
            if (member.spec().output() == Output.IDENTITY) {
                throw new IllegalArgumentException("identity outputs are no probabilities and cannot be averaged");
            }
        }
    }

    public Result evaluate(Dataset dataset, TestViews views) {
        Sums sums = new Sums(dataset);
        int batchSize = ForwardPass.batchSize(dataset);
        // The order means nothing here; what counts is that every epoch may change the images anew.
        BatchStream batches = dataset.shuffled(
                batchSize, 0, views.count() == 1 ? null : views.transform(dataset.rows(), dataset.columns()));
        try (ForwardPass pass = new ForwardPass(batches, backend, batchSize)) {
            pass.run(members, 1, sums::add);
            Answers plain = sums.answers(1);
            for (int view = 2; view <= views.count(); view++) {
                pass.run(members, view, sums::add);
            }
            return new Result(plain, views.count() == 1 ? plain : sums.answers(views.count()));
        }
    }

    /** Probabilities summed up over the views, member by member. */
    private final class Sums {
        private final Dataset dataset;
        private final int classes = members.get(0).spec().outputs();
        private final float[][][] sums;

        Sums(Dataset dataset) {
            this.dataset = dataset;
            sums = new float[members.size()][dataset.size()][classes];
        }

        void add(int member, Batch batch, Workspace forwarded) {
            FMatrixRMaj outputs = forwarded.outputs();
            boolean exclusive = members.get(member).spec().output() == Output.SOFTMAX;
            for (int row = 0; row < batch.rows(); row++) {
                float scale = exclusive ? 1 : 1 / sum(outputs, row);
                float[] image = sums[member][batch.indices[row]];
                for (int j = 0; j < classes; j++) {
                    image[j] += scale * outputs.data[row * classes + j];
                }
            }
        }

        private float sum(FMatrixRMaj outputs, int row) {
            float sum = Float.MIN_NORMAL;
            for (int j = 0; j < classes; j++) {
                sum += outputs.data[row * classes + j];
            }
            return sum;
        }

        Answers answers(int views) {
            float[][] together = new float[dataset.size()][classes];
            for (int image = 0; image < together.length; image++) {
                for (float[][] member : sums) {
                    for (int j = 0; j < classes; j++) {
                        together[image][j] += member[image][j] / (views * sums.length);
                    }
                }
            }
            List<Evaluation> alone = Arrays.stream(sums)
                    .map(member -> Evaluation.of(dataset, member, views))
                    .toList();
            return new Answers(alone, Evaluation.of(dataset, together, 1), together);
        }
    }
}
