import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PaperIndex } from '../../../../src/core/index/paperIndex';
import { assignTopics } from '../../../../src/core/topics/assignTopics';
import { planTopics } from '../../../../src/core/topics/topicPlan';
import { parseTopics } from '../../../../src/core/topics/topics';
import { finished } from '../../../support/finished';
import { madePaper } from '../../../support/papers';

const papers: readonly (readonly [title: string, abstract: string, first: string, never: string])[] = [
  [
    'The Llama 3 Herd of Models',
    'Llama 3 is a herd of language models for many languages, code, reasoning and tools. The largest is a dense Transformer with a context window of 128K tokens. We also add image, video and speech encoders in experiments; results on image, video and speech recognition are competitive.',
    'language-models',
    'audio',
  ],
  [
    'GPT-4o System Card',
    'GPT-4o is an omni model that takes any combination of text, audio, image and video and produces text, audio and image. We report evaluations of capabilities, limits and safety, with a focus on speech to speech.',
    'language-models',
    'audio',
  ],
  [
    'ChatGLM: A Family of Large Language Models from GLM-130B to GLM-4 All Tools',
    'A family of large language models, pre-trained on ten trillion tokens in Chinese and English. It matches others in long context tasks, calls tools such as a web browser and a text-to-image model, and solves math problems.',
    'language-models',
    'memory',
  ],
  [
    'Qwen3 Technical Report',
    'Qwen3 is a series of large language models with dense and mixture-of-experts designs. It has a thinking mode for reasoning and a mode for quick answers, and supports 119 languages.',
    'language-models',
    'multimodal',
  ],
  [
    'Command A: An Enterprise-Ready Large Language Model',
    'This technical report describes a large language model for enterprises: its training pipeline, its support for 23 languages, retrieval augmented generation and tool use.',
    'language-models',
    'vision',
  ],
  [
    'Gemma 2: Improving Open Language Models at a Practical Size',
    'We add members to a family of open models of 2 to 27 billion parameters. They change the Transformer architecture and learn by knowledge distillation instead of next token prediction.',
    'language-models',
    'vision',
  ],
  [
    'OLMoE: Open Mixture-of-Experts Language Models',
    'An open language model with sparse mixture-of-experts layers, pretrained on 5 trillion tokens. Weights, training data, code and logs are released.',
    'language-models',
    'vision',
  ],
  [
    'Attention Is All You Need',
    'Sequence transduction models are recurrent or convolutional, with encoder and decoder. Our network architecture uses an attention mechanism alone, without recurrence. Two machine translation tasks, English to German and English to French, show better quality.',
    'language-models',
    'vision',
  ],
  [
    'BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding',
    'A language representation model pre-trained on unlabeled text by masked language modeling. Fine-tuning it gives better results on eleven natural language processing tasks.',
    'language-models',
    'multilingual',
  ],
  [
    'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
    'Transformers have quadratic cost. We let the parameters of state space models depend on the input and obtain a recurrent architecture without attention, with high throughput on language, audio and genomics.',
    'language-models',
    'vision',
  ],
  [
    'Eagle and Finch: RWKV with Matrix-Valued States and Dynamic Recurrence',
    'Sequence models that improve the RWKV architecture with matrix-valued states and dynamic recurrence, as efficient as RNNs in inference. We also release a multilingual corpus and a tokenizer.',
    'language-models',
    'vision',
  ],
  [
    'MMLU-Pro: A More Robust and Challenging Multi-Task Language Understanding Benchmark',
    'A benchmark for language models with more reasoning questions and ten options for each. Accuracy drops, and chain of thought reasoning helps more than on the first version.',
    'evaluation',
    'vision',
  ],
  [
    'GPQA: A Graduate-Level Google-Proof Q&A Benchmark',
    'A challenging dataset of multiple-choice questions, written by experts in biology, physics and chemistry. Models answer few of them, which makes it a test for scalable oversight.',
    'evaluation',
    'science',
  ],
  [
    'BLEURT: Learning Robust Metrics for Text Generation',
    'Text generation has been evaluated by metrics that agree badly with human judgments. We learn an evaluation metric from a few thousand ratings by pre-training on synthetic examples.',
    'evaluation',
    'generation',
  ],
  [
    'Length-Controlled AlpacaEval: A Simple Debiasing of Automatic Evaluators',
    'Automatic evaluators based on language models prefer long answers. We control for length by a regression and agree better with the leaderboard of the Chatbot Arena.',
    'evaluation',
    'vision',
  ],
  [
    'GLUE: A Multi-Task Benchmark and Analysis Platform for Natural Language Understanding',
    'A benchmark of nine natural language understanding tasks with a diagnostic set, to evaluate models that share knowledge between tasks.',
    'evaluation',
    'vision',
  ],
  [
    'Qwen2.5-VL Technical Report',
    'The flagship vision-language model of a series understands images, documents, charts and long videos, and locates objects. A Vision Transformer with dynamic resolution is trained from scratch. It is also a visual agent.',
    'multimodal',
    'audio',
  ],
  [
    'Qwen2-VL: Enhancing Vision-Language Model’s Perception of the World at Any Resolution',
    'A vision-language model that turns images of any resolution into a varying number of visual tokens and handles video as well.',
    'multimodal',
    'generation',
  ],
  [
    'LLaVA-OneVision: Easy Visual Task Transfer',
    'A family of open large multimodal models for single images, several images and video, with strong transfer between these scenarios.',
    'multimodal',
    'recommendation',
  ],
  [
    'SAM 2: Segment Anything in Images and Videos',
    'A foundation model for promptable segmentation in images and videos: a transformer with streaming memory, and a data engine that collects the largest video segmentation dataset.',
    'vision',
    'memory',
  ],
  [
    'You Only Look Once: Unified, Real-Time Object Detection',
    'Object detection as regression: one neural network predicts bounding boxes and class probabilities from the whole image in real time.',
    'vision',
    'generation',
  ],
  [
    'Movie Gen: A Cast of Media Foundation Models',
    'Foundation models for media generation: high-quality videos with audio, video editing and personalized videos. We describe the architecture, data curation and the scaling of pre-training data.',
    'generation',
    'vision',
  ],
  [
    'Wan: Open and Advanced Large-Scale Video Generative Models',
    'Open video generation models on the diffusion transformer, with text-to-video, image-to-video and video editing.',
    'generation',
    'language-models',
  ],
  [
    'NeRF: Representing Scenes as Neural Radiance Fields for View Synthesis',
    'Novel view synthesis of scenes by a neural radiance field: a fully connected network from a 5D coordinate to density and colour, rendered by volume rendering.',
    'three-d',
    'language-models',
  ],
  [
    'DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning',
    'Reasoning models trained by large-scale reinforcement learning, first without supervised fine-tuning. Small dense models are distilled from it.',
    'reasoning',
    'vision',
  ],
  [
    's1: Simple test-time scaling',
    'Test-time scaling for reasoning: a thousand questions with reasoning traces, and a budget that ends the thinking of the model or extends it, improve competition math.',
    'reasoning',
    'vision',
  ],
  [
    'DAPO: An Open-Source LLM Reinforcement Learning System at Scale',
    'Reinforcement learning makes language models reason. We open-source a policy optimization algorithm, the training code and a dataset.',
    'reinforcement-learning',
    'vision',
  ],
  [
    'Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks',
    'Meta-learning for any model trained by gradient descent: a few steps on a few examples suffice for a new task, in few-shot classification, regression and reinforcement learning.',
    'transfer',
    'language-models',
  ],
  [
    'LoRA: Low-Rank Adaptation of Large Language Models',
    'Low-rank adaptation freezes the pre-trained weights and trains small matrices in each layer, which reduces the parameters of fine-tuning ten thousand times.',
    'adaptation',
    'vision',
  ],
  [
    'VALL-E 2: Neural Codec Language Models are Human Parity Zero-Shot Text to Speech Synthesizers',
    'Codec language models for zero-shot text to speech, with better sampling and grouped codec codes. Speech is as natural as that of people.',
    'audio',
    'vision',
  ],
  [
    'OpenVLA: An Open-Source Vision-Language-Action Model',
    'A vision-language-action model for robot manipulation, trained on a million real robot demonstrations. It can be fine-tuned for new robots.',
    'robotics',
    'audio',
  ],
  [
    'The FineWeb Datasets: Decanting the Web for the Finest Text Data at Scale',
    'A pretraining dataset of 15 trillion tokens from Common Crawl. We study deduplication and filtering, and curate an educational subset.',
    'training-data',
    'vision',
  ],
  [
    'Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks',
    'Siamese networks give sentence embeddings that are compared by cosine similarity, so that semantic search takes seconds, with the quality of BERT on semantic textual similarity.',
    'retrieval',
    'vision',
  ],
  [
    'BitNet a4.8: 4-bit Activations for 1-bit LLMs',
    'Quantization of activations to 4 bits for 1-bit language models, with sparsification, for fast inference.',
    'efficiency',
    'vision',
  ],
  [
    'SWE-bench: Can Language Models Resolve Real-World GitHub Issues?',
    'A benchmark of software engineering problems from GitHub issues of Python repositories: a model edits the code base, and unit tests decide.',
    'code',
    'vision',
  ],
  [
    'Semi-Supervised Classification with Graph Convolutional Networks',
    'Graph convolutional networks learn from graph structure and node features, and classify nodes in citation networks and a knowledge graph.',
    'graphs',
    'language-models',
  ],
  [
    'Recurrent World Models Facilitate Policy Evolution',
    'A generative recurrent world model of an environment is learned without supervision, and a policy is trained inside the dream of the world model.',
    'world-models',
    'vision',
  ],
  [
    'Constitutional AI: Harmlessness from AI Feedback',
    'A harmless assistant is trained without human labels of harmful outputs, by principles and by reinforcement learning from AI feedback.',
    'safety',
    'vision',
  ],
  [
    'Generative Agents: Interactive Simulacra of Human Behavior',
    'Agents that simulate people with a language model: they keep a memory of their experiences, reflect and plan. An evaluation with 25 agents in a town shows believable behavior.',
    'agents',
    'generation',
  ],
];

describe('topics of well-known papers', () => {
  const { topics } = parseTopics(JSON.parse(readFileSync('seeds/topics.json', 'utf8')));
  const made = papers.map(([title, abstract], n) => madePaper(`p${n}`, { title, abstract }));
  const given = finished(assignTopics(PaperIndex.of(made), finished(planTopics(topics))));
  for (const [n, [title, , first, never]] of papers.entries())
    it(`are ${first} first, and not ${never}, for “${title.slice(0, 60)}”`, () => {
      const earned = given.get(`p${n}`) ?? [];
      assert.equal(earned[0], first, earned.join(' '));
      assert.ok(!earned.includes(never), earned.join(' '));
    });
});
