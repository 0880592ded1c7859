import { openComplaintReader, openIntentReader } from './intent-reader.ts'
import { trained } from './trained-classifier.ts'

/** Reads what a visitor wants, as learned from all phrases. */
export const readIntent = openIntentReader(trained)

/** Reads how likely a message complains. */
export const readComplaint = openComplaintReader(trained)
