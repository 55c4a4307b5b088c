/**
 * Version of the face generator. Raise it with every change that alters a pixel or a landmark: the checksum of every
 * generated set and the cache of its pictures depend on it.
 */
export const faceGeneratorVersion = 2
