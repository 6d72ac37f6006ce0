/** What the list of settings says, in English. */
export const enSettings = {
  placeholder: 'a setting, or what it is for',
  now: 'now',
  preset: 'default',
  value: 'Value',
  takes: (allowed: string): string => `Takes ${allowed}.`,
  presetIs: (value: string): string => `Default: ${value}`,
  edit: 'change',
  reset: 'default',
  prefixes: {
    '': 'What friends see, search',
    notify: 'Notices',
    translate: 'Translation',
    transcribe: 'Speech to text',
    engine: 'Engines',
    seal: 'Sealed conversations',
    ui: 'Terminal interface',
  } as Record<string, string>,
  unknown: 'Not known',
  none: 'The node knows no settings.',
  faults: (count: number): string =>
    count === 1
      ? 'One line of settings.yaml is not understood.'
      : `${count} lines of settings.yaml are not understood.`,
  is: (name: string, value: string): string => `${name}: ${value}`,
}
