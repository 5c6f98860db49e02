package mnist.view.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import org.junit.jupiter.api.Test;

/** Wishes of several images and their mean. */
class WishesTest {
    private static final NetworkSpec SPEC = Subjects.specs().get(0);

    /** Images that differ in which pixels are bright. */
    private static double[] image(int kind) {
        return IntStream.range(0, Subjects.INPUTS)
                .mapToDouble(i -> i % Subjects.CLASSES == kind ? 2 : 0.1 * kind)
                .toArray();
    }

    static Wishes wishes() {
        Network network = Subjects.network(SPEC);
        List<Explanation> images = IntStream.range(0, 3)
                .mapToObj(kind -> Explanation.of(network, image(kind), kind, LabelOrigin.KNOWN, null, 0.1))
                .toList();
        double[][] audience =
                IntStream.range(0, Subjects.CLASSES).mapToObj(WishesTest::image).toArray(double[][]::new);
        return Wishes.of(network, network, images, new Wishes.Audience(audience, new int[] {0, 1, 2, 3}), 0.5);
    }

    /** The mean of the columns is the gradient that a batch of the images has. */
    @Test
    void theMeanIsTheGradientOfTheBatch() {
        Wishes wishes = wishes();
        for (int layer = 1; layer <= SPEC.layers(); layer++) {
            for (WeightAddress at : wishes.mostWished(layer, 20)) {
                double[] all = wishes.forWeight(at);
                double batch = wishes.batch().get(layer - 1).d.w[at.in()][at.out()];
                assertEquals(-batch, all[3], 1e-15, at.toString());
                assertEquals((all[0] + all[1] + all[2]) / 3, all[3], 1e-15);
            }
        }
    }

    @Test
    void anImageAsksForMoreOfItsOwnOutputAlone() {
        Wishes wishes = wishes();
        for (int j = 0; j < Subjects.CLASSES; j++) {
            double[] z = wishes.forOutput(j);
            for (int image = 0; image < 3; image++) {
                assertEquals(image == j, z[image] > 0, "output " + j + ", image " + image);
            }
        }
    }

    @Test
    void listeningToOneImageMakesEverythingIt() {
        Wishes wishes = wishes();
        assertArrayEquals(new int[] {0, 0, 0}, wishes.alone().predictions());
        assertEquals(Subjects.CLASSES, wishes.alone().takenForFirst());
        assertEquals(1, wishes.alone().right());
        assertArrayEquals(new int[] {0, 1, 2}, wishes.together().predictions());
        assertTrue(wishes.together().right() >= 3);
        assertEquals(wishes.alone().steps(), wishes.together().steps());
    }
}
