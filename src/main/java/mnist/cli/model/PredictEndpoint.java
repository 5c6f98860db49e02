package mnist.cli.model;

import java.io.ByteArrayInputStream;
import java.util.List;
import mnist.cli.options.PictureOptions;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import mnist.serve.Refusal;
import mnist.store.DataUse;
import mnist.train.Evaluator;

/**
 * Says of images that are sent what {@code predict --json} says of files.
 *
 * @param backend used by one request at a time
 * @param top how many of the most likely classes to tell
 */
record PredictEndpoint(Network network, DataUse trainedOn, PicturePreparation preparation, Backend backend, int top) {
    /** What an image is called in the answer. */
    private static final String NAME = "request";

    /**
     * The answer to one picture, or to the pixels of one or more images.
     *
     * @return one record, or, where a list of images was sent, a list of them
     * @throws Refusal if the body is neither, or nothing can be made of it
     */
    Object answer(byte[] body) {
        PredictionInputs inputs = new PredictionInputs();
        boolean several = SentPixels.begins(body) ? addPixels(inputs, body) : addPicture(inputs, body);
        List<PredictionReport.AnsweredImage> answers = answers(inputs);
        return several ? answers : answers.get(0);
    }

    private boolean addPixels(PredictionInputs inputs, byte[] body) {
        SentPixels sent = SentPixels.of(body, trainedOn.rows(), trainedOn.columns());
        for (int i = 0; i < sent.images().size(); i++) {
            String name = sent.several() ? NAME + " " + i : NAME;
            inputs.add(name, PredictionInputs.UNKNOWN, sent.images().get(i));
        }
        return sent.several();
    }

    private boolean addPicture(PredictionInputs inputs, byte[] body) {
        if (body.length > 1 && body[0] == '-' && body[1] == '-') {
            throw Refusal.badRequest("expected a picture alone, found a form; send it with curl --data-binary @FILE");
        }
        try {
            PicturePreparation.Prepared prepared = PictureOptions.prepared(
                    NAME, preparation, () -> PictureFile.read(new ByteArrayInputStream(body), NAME));
            inputs.addPicture(NAME, PredictionInputs.UNKNOWN, prepared.digits());
            return false;
        } catch (DataException e) {
            throw Refusal.badRequest(e.getMessage());
        }
    }

    private List<PredictionReport.AnsweredImage> answers(PredictionInputs inputs) {
        Dataset images = inputs.toDataset(trainedOn.rows(), trainedOn.columns(), trainedOn.names());
        float[][] outputs;
        synchronized (backend) {
            outputs = Evaluator.outputs(network, images, backend);
        }
        return new PredictionReport(
                        inputs.images(),
                        inputs.groups(),
                        images.classNames(),
                        outputs,
                        network.spec().output(),
                        top)
                .answers();
    }
}
