/**
 * Digits drawn by this program, for machines without network and for tests.
 *
 * <p>Start at {@link mnist.data.generate.DigitGenerator}; {@link mnist.data.generate.GeneratedData} writes a folder of
 * them.
 */
package mnist.data.generate;
