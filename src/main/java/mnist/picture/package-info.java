/** People's own pictures: read from files, and made into images as MNIST's makers would have made them. */
package mnist.picture;
