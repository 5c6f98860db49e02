/** The languages that learners read in, and where their texts are: message bundles with the same keys in each. */
package mnist.view.language;
