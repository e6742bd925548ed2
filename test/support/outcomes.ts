/** Made-up responses about later results of a paper, in the formats of the Hub and of Papers with Code. */

/** Response of `/api/arxiv/ID/repos`. */
export const linkedRepos = {
  models: [
    {
      _id: 'm1',
      id: 'made-up/quokka-base',
      likes: 3,
      downloads: 120,
      pipeline_tag: 'text-generation',
      tags: ['arxiv:2603.00001'],
    },
    { _id: 'm2', id: 'made-up/quokka-large', likes: 40, private: false },
    { _id: 'm3', id: 'wombat-small' },
  ],
  datasets: [{ _id: 'd1', id: 'made-up/marsupials', likes: 1 }],
  spaces: [{ _id: 's1', id: 'made-up/quokka-demo', likes: 7, sdk: 'gradio' }],
};

/** Response of `papers/ID?include_resources=true`. */
export const withCode = {
  id: 4711,
  arxiv_id: '2603.00001',
  title: 'Quokkas',
  tasks: [
    { id: 1, name: 'Marsupial Recognition', slug: 'marsupial-recognition' },
    { id: 2, name: 'Counting' },
  ],
  methods: [],
  conference: 'made-up-2026',
  conference_name: 'MADEUP 2026',
  repositories: [
    { url: 'https://github.com/fan/quokka-port', is_official: false },
    { url: 'https://github.com/made-up/quokka', is_official: true },
  ],
  predecessor_papers: [{ route_identifier: '2001.00001', title: 'Wombats', published: '2020-01-01' }],
  successor_papers: [{ route_identifier: null, title: 'Numbats' }],
};

/** Response of `evaluations/?paper_id=4711`. */
export const evaluations = {
  count: 2,
  results: [
    {
      id: 1,
      dataset_name: 'Pouch-1k',
      task_name: 'Marsupial Recognition',
      model_name: 'Quokka',
      metrics: { 'Top 5': 99.1, Accuracy: 91.25 },
      best_metric: 'Accuracy',
      best_rank: 2,
    },
    { id: 2, dataset_name: 'Burrow', metrics: { F1: '0.5' } },
  ],
};
