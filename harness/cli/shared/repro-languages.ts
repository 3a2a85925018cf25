/** What `repro --as` takes, in the order of the languages of scripts. */
export const REPRO_LANGUAGES = ['curl', 'aws', 'boto3', 'sdk'] as const;
